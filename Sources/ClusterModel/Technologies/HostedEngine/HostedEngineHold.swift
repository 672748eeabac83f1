/// Why something of the hosted engine is not done now.
package enum HostedEngineHold: Sendable, Hashable {
    /// A host lacks something that the installer needs.
    case preflight(HostName, HostedEngineFinding)
    /// The installer ended with an error: the stage that it was in, its own words, and what it left behind.
    case deployFailed(HostName, stage: String?, words: String, leftovers: [String])
    /// A brick of the volume has a storage domain, and no host belongs to an engine on it.
    case storageInUse(HostName, path: String, domains: [String])
    /// The agents have not brought the engine up yet; `state` in their words.
    case notGood(state: String)
    /// Two hosts report a running engine.
    case severalEngines([HostName])
    /// Not all hosts report the same global maintenance yet; a change takes up to 20 s to reach all.
    case maintenanceSpreads
    /// No agent runs that could be given the command.
    case noAgent
    /// The engine is deployed with something that cannot be changed afterwards.
    case deployedOtherwise(HostName, field: String, found: String, expected: String)
    /// The release adds further hosts through the engine's API only.
    case addedByEngine(HostName)
    /// The host gets its turn once another host has become part.
    case otherHostFirst(HostName, other: HostName)
    /// The engine's disk is on the volume.
    case holdsEngine(VolumeName)
    /// The engine runs on the host, and no other host could take it over.
    case onlyEngineHost(HostName)
    /// CTDB on the deploying host serves or may get a public address: the bridge would be made of the interface with it.
    case addressesFirst(HostName)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .preflight: "PreflightFailed"
        case .deployFailed: "DeployFailed"
        case .storageInUse: "EngineStorageInUse"
        case .notGood: "EngineNotGood"
        case .severalEngines: "SeveralEngines"
        case .maintenanceSpreads: "MaintenanceSpreads"
        case .noAgent: "NoAgent"
        case .deployedOtherwise: "DeployedOtherwise"
        case .addedByEngine: "AddedByEngine"
        case .otherHostFirst: "OtherHostFirst"
        case .holdsEngine: "HoldsEngine"
        case .onlyEngineHost: "OnlyEngineHost"
        case .addressesFirst: "AddressesFirst"
        }
    }

    /// What ends the wait.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .notGood, .maintenanceSpreads, .otherHostFirst: .automatic
        case .noAgent, .onlyEngineHost: .hostRecovery
        case .preflight, .deployFailed, .storageInUse, .severalEngines, .deployedOtherwise, .addedByEngine,
            .holdsEngine, .addressesFirst:
            .operatorAction
        }
    }
}

/// What the installer would fail on.
package enum HostedEngineFinding: Sendable, Hashable {
    case notInstalled(program: String)
    /// No address is found for the engine's name.
    case nameNotFound(String)
    /// The name has other addresses than the declared one.
    case otherAddress(name: String, found: [String], expected: String)
    /// The address leads back to other names, or to none.
    case reverseName(address: String, found: [String], expected: String)
    /// With DHCP and an address of hardware that the installer chooses, DHCP cannot give the name's address.
    case noHardwareAddress
    /// In MiB.
    case memory(free: Int, needed: Int)
    /// In MiB.
    case temporarySpace(path: String, free: Int, needed: Int)
    case noInterface(String)
    case gatewaySilent(String)
    /// The package, or the path of the OVA.
    case noAppliance(String)
    case noVirtualization
    /// Seconds between the clocks of this host and another one.
    case clocks(other: HostName, seconds: Int)
    case volumeMissing(VolumeName)
    case volumeStopped(VolumeName)
    /// Neither three copies nor two and an arbiter.
    case volumeCopies(VolumeName)
    case volumeBricks(VolumeName)
    /// `uid:gid`, as set.
    case volumeOwner(VolumeName, found: String)

    /// The word in JSON.
    package var check: String {
        switch self {
        case .notInstalled: "program"
        case .nameNotFound, .otherAddress: "name"
        case .reverseName: "reverseName"
        case .noHardwareAddress: "hardwareAddress"
        case .memory: "memory"
        case .temporarySpace: "temporarySpace"
        case .noInterface: "interface"
        case .gatewaySilent: "gateway"
        case .noAppliance: "appliance"
        case .noVirtualization: "virtualization"
        case .clocks: "clocks"
        case .volumeMissing, .volumeStopped, .volumeCopies, .volumeBricks: "volume"
        case .volumeOwner: "owner"
        }
    }
}
