internal import ClusterModel

/// Installations by apt and dpkg.
extension ClusterState {
    /// Milliseconds of an installation, and of what is shorter.
    static let installTime = 4_000..<45_000
    static let configureTime = 1_000..<6_000
    static let packageUnit = "hcctl-packages.service"

    /// False where the unit is there already.
    mutating func begin(_ kind: PackageWork.Kind, on name: HostName) -> Bool {
        guard let host = self[name], host.packageWork == nil else { return false }
        let isInstall = if case .install = kind { true } else { false }
        let length = chance.duration(isInstall ? Self.installTime : Self.configureTime)
        let begin = max(now, host.repository.lockedUntil)
        change(name) {
            $0.packageWork = PackageWork(kind: kind, begun: begin, ends: begin + length, failed: nil, words: [])
        }
        schedule(.host(.packageWorkEnds(name, boot: host.boot)), in: begin + length - now)
        return true
    }

    mutating func endPackageWork(_ name: HostName) {
        guard let work = self[name]?.packageWork, work.failed == nil, work.ends <= now else { return }
        if let words = refusal(work, name) {
            change(name) {
                $0.packageWork?.failed = 100
                $0.packageWork?.words = ["Reading package lists...", "Building dependency tree...", words]
            }
            return
        }
        change(name) { $0.packageWork = nil }
        switch work.kind {
        case .update: change(name) { $0.repository.isKnown = true }
        case .install(let packages): for package in packages { settle(package, on: name) }
        case .configure:
            change(name) { $0.repository.isInterrupted = false }
            for package in (self[name]?.packages ?? [:]).filter({ $0.value.isHalfDone }).keys.sorted() {
                settle(package, on: name)
            }
        }
    }

    private mutating func refusal(_ work: PackageWork, _ name: HostName) -> String? {
        guard let host = self[name] else { return nil }
        if host.repository.isFull, work.kind == .configure {
            return "dpkg: error: failed to write status database record: No space left on device"
        }
        guard case .install(let names) = work.kind else { return nil }
        if host.repository.isInterrupted {
            return "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem. "
        }
        if let unknown = names.first(where: { !host.repository.isKnown || host.repository.packages[$0] == nil }) {
            return "E: Unable to locate package \(unknown)"
        }
        guard host.repository.failures > 0 else { return nil }
        change(name) { $0.repository.failures -= 1 }
        return "E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?"
    }

    /// Installs a package with its dependencies, files and services, which may start.
    private mutating func settle(_ name: String, on host: HostName) {
        guard let version = self[host]?.repository.packages[name] else { return }
        let shipped = SimulatedTools.package(name)
        change(host) { host in
            for package in [name] + (shipped?.dependencies ?? []) {
                host.packages[package] = SimulatedPackage(version: version)
            }
            for file in shipped?.files ?? [] where host.file(file.path) == nil {
                host.root[file.path] = .file(Array(file.text.utf8))
            }
            for unit in shipped?.units ?? [] { host.units[unit] = host.units[unit] ?? SimulatedUnit() }
        }
        guard self[host]?.repository.startsDaemons ?? false else { return }
        for unit in shipped?.units ?? [] where !(self[host]?.runtimeMasks.contains(unit) ?? true) {
            startUnit(unit, on: host)
        }
    }

    /// The power fails: packages that were being unpacked are incomplete.
    mutating func abortPackageWork(_ name: HostName) {
        guard let work = self[name]?.packageWork else { return }
        change(name) { $0.packageWork = nil }
        guard work.failed == nil, case .install(let packages) = work.kind,
            work.progress(now) >= PackageWork.unpacking
        else { return }
        change(name) { host in
            host.repository.isInterrupted = true
            for package in packages {
                guard let version = host.repository.packages[package] else { continue }
                let torn = package == packages.last ? InterruptedPackage.halfInstalled : .unpacked
                host.packages[package] = SimulatedPackage(version: version, status: torn.rawValue)
            }
        }
    }
}
