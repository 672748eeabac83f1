internal import ClusterModel
internal import World

/// hosted-engine's command line where it only reads, the unit of its installer, and what the installer needs.
extension QueryResponder {
    static let engineQueries = [
        QueryHandler(["hosted-engine"]) { $0.hostedEngine($1) },
        QueryHandler(["find", "/", "-maxdepth", "0", "-exec", "hosted-engine"]) { $0.brokerSettings($1) },
        QueryHandler(exactly: [
            "systemctl", "show", "-p", "ActiveState,Result,ExecMainStatus,InactiveExitTimestampMonotonic", "--",
            SimulatedEngine.unit,
        ]) { $0.installation() },
        QueryHandler(exactly: [
            "journalctl", "-q", "-b", "-o", "cat", "-n", "40", "--no-pager", "-u", SimulatedEngine.unit,
        ]) { $0.installationWords() },
        QueryHandler(exactly: ["date", "+%s"]) { .said("\($0.state.engineClock.wall)\n") },
        QueryHandler(exactly: ["stat", "-f", "--format=%a %S", "--", "/var/tmp"]) {
            .said("\($0.host.engine.temporarySpace * 256) 4096\n")
        },
        QueryHandler(["find"]) { $0.engineFind($1) },
        QueryHandler(["ping", "-c1", "-W2", "--"]) { $0.ping($1) },
        QueryHandler(["getent", "hosts"]) { $0.reverse($1) },
    ]

    private var line: EngineCommandLine {
        var own = host.engine.own
        own.hostname = host.names.first ?? host.name.text
        own.configuration = host.engineConfiguration
        own.isInLocalMaintenance = host.isInLocalEngineMaintenance
        let volume = own.configuration["storage"].flatMap { state.engineVolume($0, on: host.name) }
        return EngineCommandLine(
            own, volume.flatMap { state.engines[$0] }, state.engineClock, hasLocalMachine: host.engine.hasLocalMachine)
    }

    private func hostedEngine(_ words: [String]) -> Finished? {
        guard ["--vm-status", "--help", "--get-shared-config", "--check-deployed"].contains(words.first) else {
            return nil
        }
        var line = line
        return line.run(words)
    }

    /// Each `-exec` by itself.
    private func brokerSettings(_ rest: [String]) -> Finished? {
        let calls = (["hosted-engine"] + rest).split(separator: ";").map { Array($0.drop { $0 == "-exec" }) }
        guard calls.allSatisfy({ $0.first == "hosted-engine" && $0.dropFirst().first == "--get-shared-config" }) else {
            return nil
        }
        guard host.missing("hosted-engine") == nil else {
            return .said("", errors: calls.map { _ in "find: 'hosted-engine': No such file or directory\n" }.joined())
        }
        var line = line
        let ends = calls.map { line.run(Array($0.dropFirst())) }
        return Finished(exitStatus: 0, output: ends.flatMap(\.output), errors: ends.flatMap(\.errors))
    }

    // MARK: - The installer

    private func installation() -> Finished {
        guard let work = host.engine.installation else {
            return .said("Result=success\nExecMainStatus=0\nActiveState=inactive\nInactiveExitTimestampMonotonic=0\n")
        }
        let hasFailed = work.failed != nil
        return .said(
            "Result=\(hasFailed ? "exit-code" : "success")\nExecMainStatus=\(hasFailed ? 1 : 0)\n"
                + "ActiveState=\(hasFailed ? "failed" : "active")\n"
                + "InactiveExitTimestampMonotonic=\(work.begun.components.seconds * 1_000_000 + 1)\n")
    }

    private func installationWords() -> Finished {
        guard let work = host.engine.installation else { return .said("") }
        let stages =
            work.failed.map { failed in Array(work.stages.prefix(failed.order + 1)) } ?? work.begun(at: state.now)
        let lines = ["Started \(SimulatedEngine.unit) - /usr/sbin/hosted-engine --deploy."] + stages.map(\.line)
        let end = work.failed.map {
            $0.failure + [
                "\(SimulatedEngine.unit): Main process exited, code=exited, status=1/FAILURE",
                "\(SimulatedEngine.unit): Failed with result 'exit-code'.",
            ]
        }
        return .said((lines + (end ?? [])).map { $0 + "\n" }.joined())
    }

    // MARK: - What it needs

    func memory() -> Outcome {
        .finished(.said("MemTotal: 0 kB\nMemFree: \(host.engine.freeMemory * 1024) kB\nBuffers: 0 kB\nCached: 0 kB\n"))
    }

    private func engineFind(_ words: [String]) -> Finished? {
        guard let path = words.first else { return nil }
        func found(_ isThere: Bool, _ line: String) -> Finished {
            isThere ? .said("\(line)\n") : .refused(1, "find: '\(path)': No such file or directory\n")
        }
        if path.hasPrefix("/sys/class/net/") { return found(host.engine.hasInterface, "found") }
        if path == "/dev/kvm" { return found(host.engine.canVirtualize, "found") }
        if words.contains("*.ova") { return found(host.engine.hasAppliance, "\(path)/engine.ova") }
        guard words.contains("dom_md") else { return nil }
        guard host.holdsDirectory(path) else { return found(false, "") }
        let names = state.volumes.filter { volume in
            volume.bricks.contains { $0.host == host.name && $0.path == path }
        }.compactMap { state.engines[$0.name]?.domain }
        return .said(names.map { "\($0)/dom_md\n" }.joined())
    }

    private func ping(_ rest: [String]) -> Finished? {
        rest.count == 1 ? Finished(exitStatus: host.engine.gatewayAnswers ? 0 : 1) : nil
    }

    private func reverse(_ rest: [String]) -> Finished? {
        guard rest.count == 1, let address = rest.first else { return nil }
        let names = state.dns.filter { $0.value == address }.map(\.key).sorted()
        return names.isEmpty ? Finished(exitStatus: 2) : .said("\(address) \(names.joined(separator: " "))\n")
    }
}
