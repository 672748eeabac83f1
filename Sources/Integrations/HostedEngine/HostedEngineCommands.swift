package import ClusterModel
package import World

/// What is sent to hosted-engine's command line and asked about it: argument vectors and one file. What a plan shows and
/// what the actuator runs are one value.
package enum HostedEngineCommands {
    /// All hosts' metadata as this host reads them. It takes 0.3 s with a healthy broker.
    package static let status = query(["hosted-engine", "--vm-status", "--json"])

    /// The usage text, by which releases differ.
    package static let usage = query(["hosted-engine", "--help"])

    /// The host's own configuration; 2 KB.
    package static let configuration = Query.read(path: HostedEngineConfiguration.path, limit: 1 << 16)

    /// The host's flags of local maintenance (ovirt-hosted-engine-ha, env/ha.conf).
    package static let maintenance = Query.read(path: "/var/lib/ovirt-hosted-engine-ha/ha.conf", limit: 1 << 12)

    /// The brokers' settings, each by a call of its own, because the command takes one key; by one `find`, whose `-exec`
    /// needs no shell. A call takes 0.2 s.
    package static let broker = query(
        ["find", "/", "-maxdepth", "0"]
            + HostedEngineBroker.keys.flatMap { key in
                ["-exec", "hosted-engine", "--get-shared-config", key, "--type=broker", ";"]
            })

    /// How the installer ended, or since when it runs.
    package static let deployment = query(
        ["systemctl", "show", "-p", "ActiveState,Result,ExecMainStatus,InactiveExitTimestampMonotonic", "--", unit])

    /// What it printed last, since the host was started.
    package static let deploymentWords = query(
        ["journalctl", "-q", "-b", "-o", "cat", "-n", "\(journalLines)", "--no-pager", "-u", unit])

    /// Seconds since the host was started.
    package static let uptime = Query.read(path: "/proc/uptime", limit: 64)

    /// The changes that an action consists of, in order. `secret` reveals what the answer file needs.
    package static func changes(
        for action: HostedEngineAction, _ secret: (SecretReference) -> Secret? = { _ in nil }
    ) -> [Change] {
        switch action {
        case .deploy(let deployment):
            [answers(deployment, secret), resetFailed, operation(["hosted-engine", "--deploy"], reading: answerFile)]
        case .cleanUp:
            [.run(Invocation(["ovirt-hosted-engine-cleanup", "-q"], limit: cleanUpLimit)), resetFailed]
        case .setMaintenance(let mode): [change(["--set-maintenance", "--mode=\(mode.rawValue)"])]
        case .set(let key, let value, let type):
            [change(["--set-shared-config", key, value, "--type=\(type.rawValue)"])]
        }
    }

    /// What a plan shows of an action: no contents of files, and so no secret.
    package static func preview(_ action: HostedEngineAction) -> [CommandLine] {
        changes(for: action).map(\.commandLine)
    }

    // MARK: - Parts

    static let unit = "\(HostOperation.hostedEngine).service"
    /// On a file system in memory, and readable by root alone: the unit removes it when it ends, whatever its result.
    static let answerFile = "/run/\(HostOperation.hostedEngine).answers"
    /// The broker waits for the shared storage: without a limit a hung mount would hold up the whole observation.
    static let limit = Duration.seconds(10)
    /// Lines that are read: the last stage and what was said of it.
    private static let journalLines = 40
    /// The installer waits for a host for up to 20 min and for the engine for 15 (ovirt-ansible-collection, tasks); one that
    /// takes longer than all of its limits together hangs. Killing it leaves what a failed one leaves.
    private static let deploySeconds = 3 * 3600
    /// It stops services one after the other.
    private static let cleanUpLimit = Invocation.Limit.killAfter(.seconds(600))
    /// The command writes to the shared storage, and waits for the broker.
    private static let changeLimit = Invocation.Limit.killAfter(.seconds(60))

    private static func query(_ arguments: [String]) -> Query { .run(Invocation(arguments, limit: .killAfter(limit))) }

    private static func change(_ words: [String]) -> Change {
        .run(Invocation(["hosted-engine"] + words, limit: changeLimit))
    }

    /// One that failed is forgotten first, by a pattern, because its name alone would be refused where there is none; one
    /// that runs makes the start fail.
    private static let resetFailed = Change.run(
        Invocation(
            ["systemctl", "reset-failed", "--", "\(HostOperation.hostedEngine)*.service"],
            limit: .killAfter(.seconds(60))))

    private static func answers(_ deployment: HostedEngineDeployment, _ secret: (SecretReference) -> Secret?) -> Change
    {
        .write(
            FileWrite(
                path: answerFile, contents: .secret(Secret(HostedEngineAnswers.bytes(deployment, secret))), mode: 0o600,
                expecting: .anything))
    }

    private static func operation(_ words: [String], reading file: String) -> Change {
        .run(
            Invocation(
                [
                    "systemd-run", "--quiet", "--unit=\(HostOperation.hostedEngine)", "--setenv=LC_ALL=C.UTF-8",
                    "--setenv=HOME=/root", "--property=RuntimeMaxSec=\(deploySeconds)",
                    "--property=ExecStopPost=/bin/rm -f \(file)", "--",
                ] + words + ["--config-append=\(file)"]))
    }
}
