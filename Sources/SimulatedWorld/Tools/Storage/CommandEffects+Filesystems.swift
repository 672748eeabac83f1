internal import ClusterModel
internal import World

/// Effects of mkfs.xfs.
extension ClusterState {
    /// mkfs.xfs refuses anything smaller.
    static let smallestDevice = 300 << 20

    /// Without -f it refuses a device on which it finds anything.
    func refusalToFormat(_ path: String, on name: HostName) -> Finished? {
        guard let host = self[name] else { return nil }
        guard let device = host.device(path) else {
            return .refused(1, "Error accessing specified device \(path): No such file or directory\n")
        }
        let useForce = "mkfs.xfs: Use the -f option to force overwrite.\n"
        if host.mounts.contains(where: { $0.source == path }) {
            return .refused(1, "mkfs.xfs: \(path) contains a mounted filesystem\n")
        }
        if running.contains(where: { $0.host == name && $0.formats(path) }) {
            return .refused(1, "mkfs.xfs: cannot open \(path): Device or resource busy\n")
        }
        guard device.disk.isReadable else { return .refused(1, useForce) }
        guard device.disk.size >= Self.smallestDevice else {
            return .refused(1, "Filesystem must be larger than 300MB.\n")
        }
        switch device.disk.contents {
        case .blank, .partitionTable("", _): return nil
        case .several:
            return .refused(1, "mkfs.xfs: probe of \(path) failed, cannot detect existing filesystem.\n\(useForce)")
        case .partitionTable(let kind, _):
            return .refused(1, "mkfs.xfs: \(path) appears to contain a partition table (\(kind)).\n\(useForce)")
        case .filesystem(let found): return .refused(1, Self.appears(path, found.kind) + useForce)
        case .swap: return .refused(1, Self.appears(path, "swap") + useForce)
        case .lvm: return .refused(1, Self.appears(path, "LVM2_member") + useForce)
        }
    }

    private static func appears(_ path: String, _ kind: String) -> String {
        "mkfs.xfs: \(path) appears to contain an existing filesystem (\(kind)).\n"
    }

    /// Replaces the contents at its end: mkfs checks the device at its begin.
    mutating func makeFilesystem(_ path: String, inodeSize: Int, on name: HostName, command: UInt64) -> Finished {
        guard let host = self[name], let index = host.devices.firstIndex(where: { $0.path == path }),
            host.devices[index].disk.isReadable
        else { return .refused(1, "mkfs.xfs: pwrite failed: Input/output error\n") }
        let disk = host.devices[index].disk
        let gone = disk.filesystem?.tree.bricks.map { (disk.serial, $0.path, $0.brick) } ?? []
        let uuid = chance.uuid()
        change(name) { $0.devices[index].disk.contents = .filesystem(Filesystem(uuid: uuid)) }
        emit(.madeFilesystem(name, device: path, over: disk.contents, command: command))
        recordLostCopies(gone, on: name, cause: .command(command))
        return .said(Self.report(path, size: disk.size, inodeSize: inodeSize))
    }

    /// The numbers of xfsprogs 6.1: four allocation groups, a journal of 64 MiB or a 2,048th.
    private static func report(_ path: String, size: UInt64, inodeSize: Int) -> String {
        let blocks = size / 4096
        let log = max(16_384, blocks / 2048)
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let blank = padded("", 23)
        return """
            meta-data=\(padded(path, 22)) isize=\(padded("\(inodeSize)", 6)) agcount=4, agsize=\((blocks + 3) / 4) blks
                     =\(blank)sectsz=512   attr=2, projid32bit=1
                     =\(blank)crc=1        finobt=1, sparse=1, rmapbt=0
                     =\(blank)reflink=1    bigtime=1 inobtcount=1 nrext64=0
            data     =\(blank)bsize=4096   blocks=\(blocks), imaxpct=25
                     =\(blank)sunit=0      swidth=0 blks
            naming   =version 2              bsize=4096   ascii-ci=0, ftype=1
            log      =internal log           bsize=4096   blocks=\(log), version=2
                     =\(blank)sectsz=512   sunit=0 blks, lazy-count=1
            realtime =none                   extsz=4096   blocks=0, rtextents=0
            Discarding blocks...Done.

            """
    }

    mutating func leaveHalfAFilesystem(_ path: String, on name: HostName) {
        let uuid = chance.uuid()
        change(name) { host in
            guard let index = host.devices.firstIndex(where: { $0.path == path }) else { return }
            var half = Filesystem(uuid: uuid)
            half.isWhole = false
            host.devices[index].disk.contents = .filesystem(half)
        }
    }
}
