internal import ClusterModel

/// Power, boots, services.
extension ClusterState {
    /// Milliseconds that a host takes from power to ssh.
    static let bootTime = 15_000..<40_000
    /// Milliseconds from then until glusterd, which starts with it, answers.
    static let daemonTime = 300..<5_000
    /// systemd starts a glusterd that crashed again after this (RestartSec of its unit).
    static let restartDelay = Duration.seconds(60)

    mutating func powerCut(_ name: HostName) {
        guard self[name]?.power != .off else { return }
        killBricks(on: name, cause: .hand)
        for command in running where command.host == name { tear(command.id) }
        tearPackageWork(name)
        change(name) { host in
            host.power = .off
            host.runtimeMasks = []
            host.mounts = []
            host.glusterd.locks = [:]
            for unit in host.units.keys { host.units[unit]?.active = .inactive }
            for path in host.root.nodes.keys where path.hasPrefix("/run/") { host.root[path] = nil }
        }
        reconsiderConnections()
    }

    mutating func powerOn(_ name: HostName, mounts: Bool) -> Bool {
        guard let host = self[name], host.power == .off else { return false }
        change(name) { host in
            host.power = .booting
            host.boot += 1
        }
        schedule(.boots(name, boot: host.boot + 1, mounts: mounts), in: chance.duration(Self.bootTime))
        return true
    }

    /// File systems of fstab first, then the services that are enabled; ssh does not wait for glusterd.
    mutating func finishBoot(_ name: HostName, mounts: Bool) {
        change(name) { host in
            host.power = .on
            if mounts { host.mountTable() }
        }
        for (unit, state) in (self[name]?.units ?? [:]).sorted(by: { $0.key < $1.key })
        where state.enablement == "enabled" {
            if unit == Self.glusterdUnit { awaitGlusterd(name) } else { startUnit(unit, on: name) }
        }
    }

    private mutating func awaitGlusterd(_ name: HostName) {
        change(name) { $0.units[Self.glusterdUnit]?.active = .activating }
        guard let boot = self[name]?.boot else { return }
        schedule(.startsGlusterd(name, boot: boot), in: chance.duration(Self.daemonTime))
    }

    /// False if it does not start.
    @discardableResult
    mutating func startUnit(_ unit: String, on name: HostName) -> Bool {
        guard let host = self[name], let state = host.units[unit], state.enablement != "masked",
            !host.runtimeMasks.contains(unit)
        else { return false }
        if unit == Self.glusterdUnit { return state.active == .active || startGlusterd(name) }
        change(name) { $0.units[unit]?.active = .active }
        return true
    }

    @discardableResult
    mutating func startGlusterd(_ name: HostName) -> Bool {
        guard let host = self[name], host.power == .on else { return false }
        guard host.glusterd.isStoreSound else {
            change(name) { $0.units[Self.glusterdUnit]?.active = .failed }
            return false
        }
        change(name) { host in
            host.units[Self.glusterdUnit]?.active = .active
            host.glusterd.readFile = host.file(SimulatedGlusterd.filePath)
            host.glusterd.hasStore = true
            host.glusterd.hasServed = false
            host.glusterd.locks = [:]
            for index in host.glusterd.peers.indices { host.glusterd.peers[index].isConnected = false }
        }
        reconsiderConnections()
        startMissingBricks(on: name)
        scheduleHeal()
        return true
    }

    mutating func stopUnit(_ unit: String, on name: HostName) {
        guard self[name]?.units[unit]?.active != .inactive else { return }
        // Debian's glusterd.service has KillMode=control-group: its bricks go with it.
        if unit == Self.glusterdUnit { stopGlusterd(name, bricksToo: true, leaving: .inactive, cause: .hand) }
        change(name) { $0.units[unit]?.active = .inactive }
    }

    mutating func stopGlusterd(
        _ name: HostName, bricksToo: Bool, leaving active: SimulatedUnit.Active, cause: WorldEvent.Cause
    ) {
        if bricksToo { killBricks(on: name, cause: cause) }
        change(name) { host in
            host.units[Self.glusterdUnit]?.active = active
            host.glusterd.locks = [:]
        }
        reconsiderConnections()
        if active == .activating, let boot = self[name]?.boot {
            schedule(.startsGlusterd(name, boot: boot), in: Self.restartDelay)
        }
    }
}

extension SimulatedHost {
    /// What mount -a does.
    mutating func mountTable() {
        guard let bytes = root.file("/etc/fstab") else { return }
        for line in textLines(bytes) {
            let fields = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard fields.count >= 3, !fields[0].hasPrefix("#") else { continue }
            let options = fields.count > 3 ? fields[3].split(separator: ",").map(String.init) : ["defaults"]
            guard !options.contains("noauto"), let device = device(named: fields[0]),
                root.directory(fields[1]) != nil, !mounts.contains(where: { $0.target == fields[1] }),
                device.disk.isReadable, let filesystem = device.disk.filesystem, filesystem.isWhole,
                filesystem.kind == fields[2]
            else { continue }
            mounts.append(SimulatedMount(device.path, at: fields[1], options: options))
        }
    }

    /// By path or by `UUID=`.
    private func device(named source: String) -> SimulatedDevice? {
        guard source.hasPrefix("UUID=") else { return device(source) }
        let uuid = source.dropFirst("UUID=".count).filter { $0 != "\"" }
        return devices.first { $0.disk.filesystem?.uuid == uuid }
    }
}
