internal import ClusterModel
internal import World

extension ClusterState {
    /// Performs an external action on disks and mounts. False if the state does not allow it.
    mutating func perform(_ action: StorageExternalAction) -> Bool {
        switch action {
        case .unmount(let host, let target): return unmount(target, on: host)
        case .mount(let host, let device, let target):
            change(host) { $0.root.makeDirectory(target) }
            return mount(device, at: target, options: ["defaults"], on: host).exitStatus == 0
        case .editFstab(let host, let text):
            putFile(Array(text.utf8), at: "/etc/fstab", on: host)
            return true
        case .putOnDisk(let host, let device, let contents):
            guard !isBeingFormatted(device, on: host) else { return false }
            return replace(device, on: host) { SimulatedDisk(serial: $0.serial, size: $0.size, contents: contents) }
        case .replaceDisk(let host, let device, let serial):
            return replace(device, on: host) { SimulatedDisk(serial: serial, size: $0.size) }
        case .breakDisk(let host, let device, let isReadable):
            if !isReadable { SimulatedTools.diskFailing(device, on: host, in: &self) }
            return edit(device, on: host) { $0.disk.isReadable = isReadable }
        case .removeDisk(let host, let device): return remove(device, on: host)
        case .cover(let host, let path, let directories): return cover(path, directories, on: host)
        case .link(let host, let path, let target): return link(path, to: target, on: host)
        case .remount(let host, let target, let options):
            return remount(target, options: options, on: host).exitStatus == 0
        }
    }

    /// A tmpfs is a device without a path of its own. What runs above it goes on, and is found there no more.
    private mutating func cover(_ path: String, _ directories: [String], on host: HostName) -> Bool {
        guard self[host]?.directory(path) != nil,
            self[host]?.mounts.last(where: { $0.target == path })?.source.hasPrefix("tmpfs") != true
        else { return false }
        var tree = FileTree()
        for directory in directories { tree.makeDirectory(directory) }
        let number = 100 + (self[host]?.devices.count ?? 0)
        let filesystem = Filesystem(kind: "tmpfs", uuid: "", tree: tree)
        let device = SimulatedDevice(
            "tmpfs-\(number)", number: "0:\(number)", type: "memory",
            disk: SimulatedDisk(serial: "\(host)-memory-\(number)", contents: .filesystem(filesystem)))
        change(host) { host in
            host.devices.append(device)
            host.mounts.append(SimulatedMount(device.path, at: path, options: []))
        }
        return true
    }

    private mutating func link(_ path: String, to target: String, on host: HostName) -> Bool {
        guard self[host]?.links[path] == nil, self[host]?.mounts.contains(where: { $0.target == path }) == false,
            self[host]?.root.directory(path) == nil || self[host]?.root.isEmpty(path) == true
        else { return false }
        change(host) { host in
            host.root[path] = nil
            host.root.makeDirectory(target)
            host.links[path] = target
        }
        return true
    }

    /// Unmounts a file system. The daemons that use it stop first, because it would be busy.
    private mutating func unmount(_ target: String, on host: HostName) -> Bool {
        guard let index = self[host]?.mounts.lastIndex(where: { $0.target == target }) else { return false }
        SimulatedTools.unmounting(target, on: host, in: &self)
        change(host) { $0.mounts.remove(at: index) }
        return true
    }

    private mutating func remove(_ device: String, on host: HostName) -> Bool {
        guard replace(device, on: host, { $0 }) else { return false }
        let gone = bricks(on: device, of: host)
        change(host) { host in host.devices.removeAll { $0.path == device } }
        recordLostCopies(gone, on: host, cause: .externalAction)
        return true
    }

    /// mkfs opens its device exclusively, as every other writer would (open(2), O_EXCL).
    private func isBeingFormatted(_ device: String, on host: HostName) -> Bool {
        running.contains { $0.host == host && $0.words.first == "mkfs.xfs" && $0.words.last == device }
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

    /// Replaces a disk: daemons that use it stop, its mounts are removed, its copies are lost.
    private mutating func replace(
        _ device: String, on host: HostName, _ make: (SimulatedDisk) -> SimulatedDisk
    ) -> Bool {
        guard let old = self[host]?.device(device)?.disk else { return false }
        let new = make(old)
        let gone = bricks(on: device, of: host)
        SimulatedTools.diskFailing(device, on: host, in: &self)
        change(host) { $0.mounts.removeAll { $0.source == device } }
        guard edit(device, on: host, { $0.disk = new }) else { return false }
        if new != old { recordLostCopies(gone, on: host, cause: .externalAction) }
        return true
    }
}
