internal import ClusterModel
internal import World

/// apt-cache, and the unit that installs packages.
extension HostReader {
    static let workPattern = [
        "systemctl", "show", "-p", "ActiveState,Result,ExecMainStatus,InactiveExitTimestampMonotonic", "--",
        ClusterState.packageUnit,
    ]
    static let wordsPattern = [
        "journalctl", "-q", "-b", "-o", "cat", "-n", "5", "--no-pager", "-u", ClusterState.packageUnit,
    ]

    static let agePattern = [
        "find", SimulatedGlusterd.filePath, "-newer", "/run/glusterd.pid", "-printf", #"newer\n"#,
    ]

    /// Its settings are newer than the daemon if it has not read them.
    func daemonFileAge() -> Finished {
        guard host.runsGlusterd else {
            return .refused(1, "find: '/run/glusterd.pid': No such file or directory\n")
        }
        return .said(host.glusterd.readFile == host.file(SimulatedGlusterd.filePath) ? "" : "newer\n")
    }

    func candidates(_ names: [String]) -> Finished {
        .said(
            names.map { name in
                guard let version = host.repository.packages[name] else { return "" }
                let installed = host.packages[name].map { $0.status == "installed" ? $0.version : "(none)" }
                let isThere = installed == version
                let candidate = host.repository.isKnown || isThere ? version : "(none)"
                let table =
                    (host.repository.isKnown
                        ? " \(isThere ? "***" : "   ") \(version) 500\n"
                            + "        500 file:/usr/share/hcctl-lab packages/ Packages\n" : "")
                    + (isThere ? "        100 /var/lib/dpkg/status\n" : "")
                return "\(name):\n  Installed: \(installed ?? "(none)")\n  Candidate: \(candidate)\n  Version table:\n"
                    + table
            }.joined())
    }

    func packageWork() -> Finished {
        guard let work = host.packageWork else {
            return .said("Result=success\nExecMainStatus=0\nActiveState=inactive\nInactiveExitTimestampMonotonic=0\n")
        }
        let began = work.begun.components.seconds * 1_000_000 + 1
        return .said(
            "Result=\(work.failed == nil ? "success" : "exit-code")\nExecMainStatus=\(work.failed ?? 0)\n"
                + "ActiveState=\(work.failed == nil ? "active" : "failed")\n"
                + "InactiveExitTimestampMonotonic=\(began)\n")
    }

    func packageWords() -> Finished {
        guard let work = host.packageWork else { return .said("") }
        if work.failed != nil {
            let unit = ClusterState.packageUnit
            return .said(
                (work.words + [
                    "\(unit): Main process exited, code=exited, status=100/n/a",
                    "\(unit): Failed with result 'exit-code'.",
                ]).map { $0 + "\n" }.joined())
        }
        guard state.now >= work.begun else {
            return .said(
                "Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. "
                    + "It is held by process 54 (python3)...\n")
        }
        switch work.kind {
        case .update: return .said("Reading package lists...\n")
        case .configure: return .said("Setting up …\n")
        case .install(let names):
            let name = names.last ?? ""
            return .said("Unpacking \(name) (\(host.repository.packages[name] ?? "")) ...\n")
        }
    }

    /// Seconds since the begin of the simulation: hosts have no clock of their own.
    func uptime() -> Outcome {
        let seconds = state.now.components.seconds
        return .finished(.said("\(seconds).00 \(seconds).00\n"))
    }

    /// What dpkg says of a package while it is being unpacked.
    func status(of name: String) -> SimulatedPackage? {
        if let work = host.packageWork, work.failed == nil, case .install(let names) = work.kind, names.contains(name),
            work.progress(state.now) >= PackageWork.unpacking, let version = host.repository.packages[name]
        {
            return SimulatedPackage(version: version, status: "unpacked")
        }
        return host.packages[name]
    }
}
