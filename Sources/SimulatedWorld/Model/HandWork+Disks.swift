internal import ClusterModel

/// What operators and nature do to disks.
extension ClusterState {
    mutating func disk(_ hand: Hand) -> Bool? {
        switch hand {
        case .putOnDisk(let host, let device, let contents):
            guard !isBeingFormatted(device, on: host) else { return false }
            return replace(device, on: host) { SimulatedDisk(serial: $0.serial, size: $0.size, contents: contents) }
        case .replaceDisk(let host, let device, let serial):
            return replace(device, on: host) { SimulatedDisk(serial: serial, size: $0.size) }
        case .breakDisk(let host, let device, let isReadable):
            if !isReadable { killBricks(living: device, on: host) }
            return edit(device, on: host) { $0.disk.isReadable = isReadable }
        case .removeDisk(let host, let device):
            guard replace(device, on: host, { $0 }) else { return false }
            let gone = bricks(on: device, of: host)
            change(host) { host in host.devices.removeAll { $0.path == device } }
            mourn(gone, on: host, cause: .hand)
            return true
        default: return nil
        }
    }

    /// mkfs opens its device for itself alone, and so does whoever else would write on it (open(2), O_EXCL).
    private func isBeingFormatted(_ device: String, on host: HostName) -> Bool {
        running.contains { $0.host == host && $0.words.first == "mkfs.xfs" && $0.words.last == device }
    }

    private mutating func killBricks(living device: String, on name: HostName) {
        guard let host = self[name] else { return }
        killBricks(on: name, cause: .hand) { path in
            host.place(of: path).device.map { host.devices[$0].path == device } ?? false
        }
    }

    private func bricks(on device: String, of host: HostName) -> [(serial: String, path: String, brick: BrickStore)] {
        guard let disk = self[host]?.device(device)?.disk else { return [] }
        return disk.filesystem?.tree.bricks.map { (disk.serial, $0.path, $0.brick) } ?? []
    }

    private mutating func edit(_ device: String, on name: HostName, _ body: (inout SimulatedDevice) -> Void) -> Bool {
        guard let host = index(name), let index = hosts[host].devices.firstIndex(where: { $0.path == device }) else {
            return false
        }
        body(&hosts[host].devices[index])
        return true
    }

    /// What runs from the disk ends, what is mounted from it is unmounted, what was on it is gone.
    private mutating func replace(
        _ device: String, on host: HostName, _ make: (SimulatedDisk) -> SimulatedDisk
    ) -> Bool {
        guard let old = self[host]?.device(device)?.disk else { return false }
        let new = make(old)
        let gone = bricks(on: device, of: host)
        killBricks(living: device, on: host)
        change(host) { $0.mounts.removeAll { $0.source == device } }
        guard edit(device, on: host, { $0.disk = new }) else { return false }
        if new != old { mourn(gone, on: host, cause: .hand) }
        return true
    }
}
