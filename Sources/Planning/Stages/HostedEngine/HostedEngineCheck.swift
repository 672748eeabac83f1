internal import ClusterModel

/// Whether a host and a volume have what the installer needs (MISSION M01).
struct HostedEngineCheck {
    private let engine: Desired<HostedEngineSpec>
    private let spec: HostedEngineSpec
    private let stage: HostedEngineStage?
    private let input: PlanningInput
    private let host: HostName
    private let seen: HostedEngineFacts

    init(_ engine: Desired<HostedEngineSpec>, _ stage: HostedEngineStage) {
        self.engine = engine
        spec = engine.spec
        self.stage = stage
        input = stage.input
        host = engine.spec.deployFrom
        seen = stage.input.observed.host(engine.spec.deployFrom).hostedEngine
    }

    /// Before the stages that the engine's follows have concluded: of host and volume alone.
    init(_ engine: Desired<HostedEngineSpec>, _ input: PlanningInput) {
        self.engine = engine
        spec = engine.spec
        stage = nil
        self.input = input
        host = engine.spec.deployFrom
        seen = input.observed.host(engine.spec.deployFrom).hostedEngine
    }

    /// Whether the installer could be run as far as the host and the volume are concerned.
    var lacksNothing: Bool {
        let isOfVolume = input.desired.engineVolume.map { volumeFindings($0).isEmpty } ?? true
        return unknown.isEmpty && findings.isEmpty && used.isEmpty && isOfVolume && input.maintenance(of: host).isEmpty
    }

    /// Facts without which nothing is begun.
    var unknown: [UnknownFact] {
        if let why = input.unreachable(host) { return [UnknownFact(engine.id, on: host, why)] }
        let preflight = seen.preflight
        var reasons = [
            seen.release.ignorance, seen.engineAddresses.ignorance, preflight.freeMemory.ignorance,
            preflight.temporarySpace.ignorance, preflight.interface.ignorance, preflight.gateway.ignorance,
            preflight.appliances.ignorance, preflight.virtualization.ignorance,
        ]
        reasons += preflight.reverseNames.sorted { $0.key < $1.key }.map(\.value.ignorance)
        return (reasons.compactMap { $0 }.distinct().map { UnknownFact(engine.id, on: host, $0) } + unknownDomains)
            .distinct()
    }

    /// A storage domain may be on a brick that cannot be read.
    private var unknownDomains: [UnknownFact] {
        spec.hosts.flatMap { host in
            input.observed.host(host).hostedEngine.preflight.domains.sorted { $0.key < $1.key }.compactMap {
                $0.value.ignorance.map { UnknownFact(engine.id, on: host, $0) }
            }
        }
    }

    /// What has to be repaired or awaited first.
    var obstacles: [WaitingOn] {
        input.maintenance(of: host) + (stage?.packages.obstacles(on: host) ?? []) + volume + used + addresses
            + findings.map { .hostedEngine(.preflight(host, $0)) }
    }

    // MARK: - The host

    private var findings: [HostedEngineFinding] {
        guard seen.release != .absent else { return [.notInstalled(program: "hosted-engine")] }
        return names + machine + clocks
    }

    /// A and PTR agree, and the name has the address that the machine will have.
    private var names: [HostedEngineFinding] {
        guard case .known(let addresses) = seen.engineAddresses else { return [.nameNotFound(spec.fqdn)] }
        if let declared = spec.vm.network.address.map(Self.address), !addresses.contains(declared) {
            return [.otherAddress(name: spec.fqdn, found: addresses, expected: declared)]
        }
        let reverse = addresses.compactMap { address -> HostedEngineFinding? in
            let found: [String] =
                if case .known(let names)? = seen.preflight.reverseNames[address] { names } else { [] }
            return found.contains(spec.fqdn)
                ? nil : .reverseName(address: address, found: found, expected: spec.fqdn)
        }
        let isChosen = spec.vm.network.dhcp && spec.vm.macAddress == nil
        return (spec.cloudInit.etcHosts ? [] : reverse) + (isChosen ? [.noHardwareAddress] : [])
    }

    /// Without the prefix length.
    private static func address(_ text: String) -> String { String(text.prefix { $0 != "/" }) }

    private var machine: [HostedEngineFinding] {
        let facts = seen.preflight
        var found: [HostedEngineFinding] = []
        if case .known(let free) = facts.freeMemory, free < spec.vm.memoryMiB + Self.reservedMemory {
            found.append(.memory(free: free, needed: spec.vm.memoryMiB + Self.reservedMemory))
        }
        if case .known(let free) = facts.temporarySpace, free < Self.temporarySpace {
            found.append(
                .temporarySpace(
                    path: HostedEnginePreflight.temporaryDirectory, free: free, needed: Self.temporarySpace))
        }
        if facts.interface == .absent { found.append(.noInterface(spec.bridgeInterface)) }
        if facts.gateway == .known(false) { found.append(.gatewaySilent(spec.gateway)) }
        if facts.appliances == .absent { found.append(.noAppliance(appliance)) }
        if facts.virtualization == .absent { found.append(.noVirtualization) }
        return found
    }

    private var appliance: String {
        spec.appliance.ova ?? spec.appliance.package ?? HostedEngineSpec.Appliance.standardPackage
    }

    /// MiB that the installer leaves to the host (ovirt-ansible-collection, he_reserved_memory_MB).
    private static let reservedMemory = 512
    /// MiB: 10 GB, as the slides of 2015 ask for.
    private static let temporarySpace = 10_240

    /// Seconds. The certificates that the installer makes have to be valid on every host at once. Less could be the time
    /// that passed between the questions.
    private static let clockOffset = 60

    private var clocks: [HostedEngineFinding] {
        let offsets = spec.hosts.compactMap { host in offset(host).map { (host, $0) } }
        guard let own = offsets.first(where: { $0.0 == self.host })?.1 else { return [] }
        let far = offsets.filter { abs($0.1 - own) > Self.clockOffset }
        return far.map { .clocks(other: $0.0, seconds: $0.1 - own) }
    }

    /// Seconds between a host's clock and that of the machine that asked.
    private func offset(_ host: HostName) -> Int? {
        guard let sighting = input.observed.hosts[host],
            case .known(let seconds) = sighting.facts.hostedEngine.preflight.clock
        else { return nil }
        return seconds - Int(sighting.observedAt.wall.sinceEpoch.components.seconds)
    }

    // MARK: - The volume

    private var volume: [WaitingOn] {
        guard let name = input.desired.engineVolume else { return [] }
        let report = stage?.volumes.report ?? StageReport()
        let ready = report.ready.filter { $0.resource == .volume(name) }.map(\.id)
        let held = report.held.filter { $0.resource == .volume(name) }.compactMap(\.id)
        guard ready.isEmpty, held.isEmpty else { return (ready + held).map { .step($0) } }
        let exported = spec.storage.type == .nfs ? (stage?.nfs.report.ready ?? []).map { WaitingOn.step($0.id) } : []
        return exported + volumeFindings(name).map { .hostedEngine(.preflight(host, $0)) }
    }

    private func volumeFindings(_ name: VolumeName) -> [HostedEngineFinding] {
        guard let view = input.observed.volumes[name] else { return [.volumeMissing(name)] }
        guard view.status == .started else { return [.volumeStopped(name)] }
        let isTriple = view.sets.allSatisfy { $0.count == 3 }
        let isDown = view.bricks.contains { brick in
            input.host(of: brick).map { input.isRunning(brick, of: view, on: $0) != .known(true) } ?? true
        }
        let owner = "\(view.option("storage.owner-uid") ?? "0"):\(view.option("storage.owner-gid") ?? "0")"
        return (isTriple || spec.storage.type == .nfs ? [] : [.volumeCopies(name)])
            + (isDown ? [.volumeBricks(name)] : []) + (owner == "36:36" ? [] : [.volumeOwner(name, found: owner)])
    }

    /// A storage domain without an engine: another installation's, or what a failed one left.
    private var used: [WaitingOn] {
        let found = spec.hosts.flatMap { host in
            input.observed.host(host).hostedEngine.preflight.domains.sorted { $0.key < $1.key }.compactMap {
                path, reading in
                if case .known(let names) = reading, !names.isEmpty {
                    WaitingOn.hostedEngine(.storageInUse(host, path: path, domains: names))
                } else {
                    nil
                }
            }
        }
        // One brick of a set says it for all.
        return Array(found.prefix(1))
    }

    // MARK: - Public addresses

    /// The bridge takes over the interface with the addresses that it has: a public one would become the host's own.
    private var addresses: [WaitingOn] { stage?.addressObstacles(deployingOn: host) ?? [] }
}

extension Reading {
    /// Why it is not known; nil of what is known, or known to be absent.
    var ignorance: UnknownReason? { if case .unknown(let why) = self { why } else { nil } }
}
