internal import ClusterModel

/// What dpkg and apt are doing, or did last, on a host.
package struct PackageWork: Sendable, Hashable, Codable {
    /// What was asked for.
    package var kind: Kind
    /// In virtual time.
    var begun: Duration
    /// When it ends by itself.
    var ends: Duration
    /// Its exit status, once it has failed: systemd keeps the unit until somebody forgets it.
    package var failed: Int?
    /// What it printed last.
    var words: [String]

    /// What is asked of them.
    package enum Kind: Sendable, Hashable, Codable {
        case update
        case install([String])
        case configure
    }

    /// From here on packages are there in halves.
    static let unpacking = 3
    /// The parts that progress is counted in.
    static let parts = 10

    /// In tenths.
    func progress(_ now: Duration) -> Int {
        let whole = ends - begun
        guard whole > .zero else { return Self.parts }
        return Int((now - begun) / whole * Double(Self.parts))
    }
}

/// What a host knows of repositories, and how they bear themselves.
package struct SimulatedRepository: Sendable, Hashable, Codable {
    /// Versions by package.
    package var packages = [
        "attr": "1:2.5.1-4", "glusterfs-client": "10.3-5", "glusterfs-server": "10.3-5", "xfsprogs": "6.1.0-1",
    ]
    /// False: its lists were never fetched.
    package var isKnown = true
    /// How many installations fail before one goes well.
    package var failures = 0
    /// Whether the daemon's package starts it at once, as that of some releases does.
    package var startsDaemons = false
    /// Until then another program holds dpkg's lock.
    package var lockedUntil = Duration.zero
    /// dpkg was killed and wants to be asked to go on.
    package var isInterrupted = false
    /// /var has no room left: dpkg cannot write down what it did.
    package var isFull = false

    /// One that is at hand and has everything.
    package init() {}
}

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
        schedule(.packageWorkEnds(name, boot: host.boot), in: begin + length - now)
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

    /// A package is there; what it brings along may start.
    private mutating func settle(_ package: String, on name: HostName) {
        guard let version = self[name]?.repository.packages[package] else { return }
        change(name) { host in
            host.packages[package] = SimulatedPackage(version: version)
            if package == "glusterfs-server" {
                host.packages["glusterfs-client"] = SimulatedPackage(version: version)
                if host.file(SimulatedGlusterd.filePath) == nil {
                    host.root[SimulatedGlusterd.filePath] = .file(Array(SimulatedGlusterd.shippedFile.utf8))
                }
                host.units[Self.glusterdUnit] = host.units[Self.glusterdUnit] ?? SimulatedUnit()
            }
        }
        guard package == "glusterfs-server", let host = self[name], host.repository.startsDaemons,
            !host.runtimeMasks.contains(Self.glusterdUnit)
        else { return }
        startUnit(Self.glusterdUnit, on: name)
    }

    /// The power goes: what was being unpacked is there in halves.
    mutating func tearPackageWork(_ name: HostName) {
        guard let work = self[name]?.packageWork else { return }
        change(name) { $0.packageWork = nil }
        guard work.failed == nil, case .install(let packages) = work.kind,
            work.progress(now) >= PackageWork.unpacking
        else { return }
        change(name) { host in
            host.repository.isInterrupted = true
            for package in packages {
                guard let version = host.repository.packages[package] else { continue }
                let torn = package == packages.last ? Hand.Torn.halfInstalled : .unpacked
                host.packages[package] = SimulatedPackage(version: version, status: torn.rawValue)
            }
        }
    }
}

extension SimulatedPackage {
    /// Whether dpkg can finish it.
    var isHalfDone: Bool { ["unpacked", "half-configured"].contains(status) }
}
