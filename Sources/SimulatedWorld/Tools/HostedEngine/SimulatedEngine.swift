internal import ClusterModel

/// What a simulated host has of the hosted engine, and what its installer meets there.
package struct SimulatedEngine: Sendable, Hashable, Codable {
    /// Its agent, its broker, and the engine if it runs here. The configuration is in the host's files.
    package var own = EngineHost(hostname: "")
    /// The run of the installer, which systemd forgets once it has ended well.
    package var installation: Installation?
    /// MiB.
    package var freeMemory = 65_536
    package var temporarySpace = 40_960
    package var hasInterface = true
    package var gatewayAnswers = true
    package var hasAppliance = true
    package var canVirtualize = true
    /// Where the next run of the installer fails.
    package var failsAt: EngineInstaller.Stage?
    /// The virtual machine of a deployment that has not ended is there.
    package var hasLocalMachine = false

    package init() {}

    /// A run of the installer.
    package struct Installation: Sendable, Hashable, Codable {
        package let installer: EngineInstaller
        package let begun: Duration
        package let stageTime: Duration
        package let stages: [EngineInstaller.Stage]
        /// Whether it ended with an error, and where.
        package var failed: EngineInstaller.Stage?

        /// The stages that have begun.
        package func begun(at now: Duration) -> [EngineInstaller.Stage] {
            let end = failed.flatMap { stages.firstIndex(of: $0) } ?? stages.count - 1
            let count = stageTime == .zero ? stages.count : Int((now - begun) / stageTime) + 1
            return Array(stages.prefix(min(end + 1, max(1, count))))
        }
    }

    static let answerFile = "/run/hcctl-hosted-engine.answers"
    static let configurationFile = "/etc/ovirt-hosted-engine/hosted-engine.conf"
    static let flagFile = "/var/lib/ovirt-hosted-engine-ha/ha.conf"
    static let unit = "hcctl-hosted-engine.service"
    static let agentUnit = "ovirt-ha-agent.service"
    static let brokerUnit = "ovirt-ha-broker.service"
    static let package = "ovirt-hosted-engine-setup"
}

extension Duration {
    /// How often the other one fits in.
    fileprivate static func / (left: Duration, right: Duration) -> Int64 {
        let (one, other) = (left.components, right.components)
        return other.seconds == 0 ? 0 : one.seconds / other.seconds
    }
}

extension ClusterState {
    /// Both clocks of every host: seconds since the begin, and since 1970.
    var engineClock: EngineClock {
        let seconds = Int(now.components.seconds)
        return EngineClock(monotonic: seconds, wall: Int(Simulator.start.sinceEpoch.components.seconds) + seconds)
    }

    /// The volume that a storage of that name is on; nil where a host cannot write to it.
    func engineVolume(_ storage: String, on name: HostName) -> String? {
        let path = storage.split(separator: "/").last.map(String.init) ?? ""
        guard self[name]?.power == .on, self[name]?.segment == clientSegment else { return nil }
        let sets = health.filter { $0.volume == path }
        return !sets.isEmpty && sets.allSatisfy(\.isWritable) ? path : nil
    }

    /// Lets `body` change what a host has, and the storage if it reaches it.
    mutating func changeEngine<Result>(
        on name: HostName, _ body: (inout EngineHost, inout EngineStorage?, EngineClock) -> Result
    ) -> Result? {
        guard var own = self[name]?.engine.own else { return nil }
        let before = self[name]?.engineConfiguration ?? [:]
        own.hostname = self[name]?.names.first ?? name.text
        own.configuration = before
        own.isInLocalMaintenance = self[name]?.isInLocalEngineMaintenance ?? false
        let volume = before["storage"].flatMap { engineVolume($0, on: name) }
        var storage = volume.flatMap { engines[$0] }
        let result = body(&own, &storage, engineClock)
        if let volume, let storage { engines[volume] = storage }
        change(name) { host in
            host.engine.own = own
            if own.configuration != before { host.writeEngine(own.configuration) }
            if own.isDeployed { host.writeEngineFlag(own.isInLocalMaintenance) }
        }
        return result
    }
}

extension SimulatedHost {
    var engineConfiguration: [String: String] {
        EngineInstaller.values(String(decoding: root.file(SimulatedEngine.configurationFile) ?? [], as: UTF8.self))
    }

    var isInLocalEngineMaintenance: Bool {
        let text = String(decoding: root.file(SimulatedEngine.flagFile) ?? [], as: UTF8.self)
        return EngineInstaller.values(text)["local_maintenance"] == "True"
    }

    /// The installer's package, as oVirt's repository brings it.
    package mutating func installEngine() {
        packages[SimulatedEngine.package] = SimulatedPackage(version: "2.7.1-1")
        for unit in [SimulatedEngine.agentUnit, SimulatedEngine.brokerUnit] { units[unit] = SimulatedUnit() }
    }

    mutating func writeEngine(_ configuration: [String: String]) {
        root.makeDirectory(FileTree.parent(of: SimulatedEngine.configurationFile))
        root[SimulatedEngine.configurationFile] = .file(Array(EngineInstaller.text(configuration).utf8))
    }

    mutating func writeEngineFlag(_ isOn: Bool) {
        let word = isOn ? "True" : "False"
        root.makeDirectory(FileTree.parent(of: SimulatedEngine.flagFile))
        root[SimulatedEngine.flagFile] = .file(
            Array("local_maintenance=\(word)\nlocal_maintenance_manual=\(word)\n".utf8))
    }
}
