internal import ClusterModel
internal import World

/// dpkg-query, apt-cache, and the unit that installs packages.
extension QueryResponder {
    static let packageQueries = [
        QueryHandler(["dpkg-query", "-W", "-f", #"${Package}\t${db:Status-Status}\t${Version}\n"#, "--"]) {
            $0.packages($1)
        }, QueryHandler(["apt-cache", "policy"]) { $0.candidates($1) },
        QueryHandler(
            exactly: [
                "systemctl", "show", "-p", "ActiveState,Result,ExecMainStatus,InactiveExitTimestampMonotonic", "--",
                ClusterState.packageUnit,
            ]
        ) { $0.packageWork() },
        QueryHandler(
            exactly: [
                "journalctl", "-q", "-b", "-o", "cat", "-n", "600", "--no-pager", "-u", ClusterState.packageUnit,
            ]
        ) { $0.packageWords() },
    ]

    func packages(_ names: [String]) -> Finished {
        var (output, errors) = ("", "")
        for name in names {
            if let package = status(of: name) {
                output += "\(name)\t\(package.status)\t\(package.version)\n"
            } else {
                errors += "dpkg-query: no packages found matching \(name)\n"
            }
        }
        return Finished(exitStatus: errors.isEmpty ? 0 : 1, output: Array(output.utf8), errors: Array(errors.utf8))
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
        let unit = ClusterState.packageUnit
        let lines =
            work.failed == nil
            ? running(work)
            : work.words + [
                "\(unit): Main process exited, code=exited, status=100/n/a",
                "\(unit): Failed with result 'exit-code'.",
            ]
        return .said((["Started \(unit) - /usr/bin/\(Self.command(work.kind))."] + lines).map { $0 + "\n" }.joined())
    }

    private static func command(_ kind: PackageWork.Kind) -> String {
        switch kind {
        case .update: "apt-get -q update"
        case .configure: "dpkg --force-confold --configure -a"
        case .install(let names):
            "apt-get -q -y install --no-install-recommends -o Dpkg::Options::=--force-confold -o "
                + "DPkg::Lock::Timeout=900 -- \(names.joined(separator: " "))"
        }
    }

    private func running(_ work: PackageWork) -> [String] {
        guard state.now >= work.begun else {
            return [
                "Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. "
                    + "It is held by process 54 (python3)..."
            ]
        }
        return switch work.kind {
        case .update: ["Reading package lists..."]
        case .configure: ["Setting up …"]
        case .install(let names): installing(names, work.progress(state.now))
        }
    }

    /// In the first half they are unpacked, in the second set up, one after the other.
    private func installing(_ names: [String], _ progress: Int) -> [String] {
        let lines = names.map { "\($0) (\(host.repository.packages[$0] ?? "")) ..." }
        let half = PackageWork.parts / 2
        let unpacked = progress < PackageWork.unpacking ? 0 : names.count
        let begun = max(0, progress - half + 1) * names.count / half
        return [
            "Reading package lists...", "Building dependency tree...", "Reading state information...",
            "0 upgraded, \(names.count) newly installed, 0 to remove and 0 not upgraded.",
        ] + lines.prefix(unpacked).map { "Unpacking \($0)" } + lines.prefix(begun).map { "Setting up \($0)" }
    }

    /// A package as dpkg reports it, which may be while it is being unpacked.
    func status(of name: String) -> SimulatedPackage? {
        if let work = host.packageWork, work.failed == nil, case .install(let names) = work.kind, names.contains(name),
            work.progress(state.now) >= PackageWork.unpacking, let version = host.repository.packages[name]
        {
            return SimulatedPackage(version: version, status: "unpacked")
        }
        return host.packages[name]
    }
}
