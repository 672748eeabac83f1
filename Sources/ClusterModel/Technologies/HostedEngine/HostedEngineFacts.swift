/// What a host shows of the hosted engine.
package struct HostedEngineFacts: Sendable, Hashable {
    /// What `hosted-engine --vm-status --json` reports there; absent where the program is not installed or the host is
    /// not deployed.
    package var view: Reading<HostedEngineView> = .unknown(.notAsked)
    /// The host's own configuration; absent where none was ever deployed.
    package var configuration: Reading<HostedEngineConfiguration> = .unknown(.notAsked)
    /// What the brokers of all hosts use, by key, as this host reads it from the shared storage; absent where the host is
    /// not deployed.
    package var broker: Reading<[String: String]> = .unknown(.notAsked)
    /// Whether the host itself keeps a flag of local maintenance, which its agent may not have published.
    package var isInLocalMaintenance: Reading<Bool> = .unknown(.notAsked)
    /// The run of the installer; absent where none runs or failed.
    package var deployment: Reading<HostOperation> = .unknown(.notAsked)
    /// What the release can do; absent where the program is not installed.
    package var release: Reading<HostedEngineRelease> = .unknown(.notAsked)
    /// Addresses that the host finds for the engine's name; asked on the deploying host.
    package var engineAddresses: Reading<[String]> = .unknown(.notAsked)
    /// Asked on the deploying host while it has no engine.
    package var preflight = HostedEnginePreflight()

    package init() {}

    /// Nothing is known, for one reason.
    package init(unknown why: UnknownReason) {
        view = .unknown(why)
        configuration = .unknown(why)
        broker = .unknown(why)
        isInLocalMaintenance = .unknown(why)
        deployment = .unknown(why)
        release = .unknown(why)
        engineAddresses = .unknown(why)
    }
}

/// What a release of hosted-engine can do, by the usage text that it prints.
package struct HostedEngineRelease: Sendable, Hashable {
    /// From 4.1 on: settings are read and written by the command, and further hosts are added through the engine alone.
    package let hasSharedConfiguration: Bool

    package init(hasSharedConfiguration: Bool) { self.hasSharedConfiguration = hasSharedConfiguration }
}

/// The metadata of all hosts as one host reads them from the shared storage.
package struct HostedEngineView: Sendable, Hashable {
    /// A flag in the metadata: every host reads the same one, some up to 20 s later than others.
    package let isInGlobalMaintenance: Bool
    /// By host id, ascending. A host whose block is torn is missing, without an error.
    package let hosts: [HostedEngineRow]

    package init(isInGlobalMaintenance: Bool, hosts: [HostedEngineRow]) {
        self.isInGlobalMaintenance = isInGlobalMaintenance
        self.hosts = hosts
    }
}

/// What one host wrote about itself, as another host reads it (ovirt-hosted-engine-ha, lib/metadata.py).
package struct HostedEngineRow: Sendable, Hashable {
    /// Number of the host's block, from 1.
    package let id: Int
    /// As the host calls itself: the name in its certificate, else the kernel's.
    package let hostname: String
    /// Seconds of the host's monotonic clock at its last write: only comparable with itself, and less after a reboot.
    package let timestamp: Int
    /// 0 to 3400; the host with the highest one may start the engine.
    package let score: Int
    package let engine: EngineState
    /// Whether the reading host has seen the timestamp change lately. A row that is not live is of the past: this turns
    /// false 60 to 95 s after the last write.
    package let isLive: Bool
    /// Local maintenance as the agent published it; false of a host whose agent was restarted in maintenance.
    package let isInMaintenance: Bool
    /// The agent was stopped cleanly.
    package let isStopped: Bool
    /// The state of the agent's machine: `EngineUp`, `EngineDown`, `LocalMaintenance`, …; nil where it wrote none.
    package let state: String?

    package init(
        id: Int, hostname: String, timestamp: Int, score: Int, engine: EngineState, isLive: Bool,
        isInMaintenance: Bool = false, isStopped: Bool = false, state: String? = nil
    ) {
        self.id = id
        self.hostname = hostname
        self.timestamp = timestamp
        self.score = score
        self.engine = engine
        self.isLive = isLive
        self.isInMaintenance = isInMaintenance
        self.isStopped = isStopped
        self.state = state
    }

    /// The engine's virtual machine on that host (broker/submonitors/engine_health.py).
    package struct EngineState: Sendable, Hashable {
        /// `up`, `down`, `down_unexpected`, `down_missing`, `unknown`.
        package let vm: String
        /// `good`, `bad`, `unknown`.
        package let health: String
        /// vdsm's word: `Up`, `Powering up`, …; `unknown` where it has no such machine.
        package let detail: String
        /// Why it is not well; nil where it is.
        package let reason: String?

        package init(vm: String, health: String, detail: String, reason: String? = nil) {
            self.vm = vm
            self.health = health
            self.detail = detail
            self.reason = reason
        }
    }
}
