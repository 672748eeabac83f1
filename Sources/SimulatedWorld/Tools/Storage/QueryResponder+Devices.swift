internal import ClusterModel
internal import World

/// lsblk, blkid, dd.
extension QueryResponder {
    static let deviceQueries = [
        QueryHandler(["lsblk", "-J", "-b", "-o", "NAME,SIZE,TYPE,MAJ:MIN", "--"]) { responder, rest in
            rest.count == 1 ? responder.lsblk(rest[0]) : nil
        },
        QueryHandler(["blkid", "-p", "-o", "export", "--"]) { responder, rest in
            rest.count == 1 ? responder.blkid(rest[0]) : nil
        }, QueryHandler(["dd"]) { $0.dd($1) },
    ]

    func lsblk(_ path: String) -> Finished {
        guard let device = host.device(path) else {
            return .refused(
                32, "lsblk: \(path): not a block device\n",
                output: UtilLinuxJSON.object([("blockdevices", UtilLinuxJSON.array([], indent: 3))], indent: 0) + "\n")
        }
        var node = Self.node(device.kernelName, device.disk.size, device.type, device.number)
        if case .partitionTable(_, let partitions) = device.disk.contents, !partitions.isEmpty {
            let children = partitions.map {
                UtilLinuxJSON.object(Self.node($0.name, $0.size, "part", $0.number), indent: 12)
            }
            node.append(("children", UtilLinuxJSON.array(children, indent: 9)))
        }
        let list = UtilLinuxJSON.array([UtilLinuxJSON.object(node, indent: 6)], indent: 3)
        return .said(UtilLinuxJSON.object([("blockdevices", list)], indent: 0) + "\n")
    }

    private static func node(
        _ name: String, _ size: UInt64, _ type: String, _ number: String
    ) -> [(name: String, value: String)] {
        [
            ("name", UtilLinuxJSON.string(name)), ("size", "\(size)"), ("type", UtilLinuxJSON.string(type)),
            ("maj:min", UtilLinuxJSON.string(number)),
        ]
    }

    /// Ends with 2 and no output for a blank, a missing and an unreadable device alike.
    func blkid(_ path: String) -> Finished {
        guard let disk = host.device(path)?.disk, disk.isReadable else { return .refused(2, "") }
        let name = "DEVNAME=\(path)\n"
        switch disk.contents {
        case .blank: return .refused(2, "")
        case .filesystem(let found) where found.kind == "xfs":
            return .said("\(name)UUID=\(found.uuid)\nBLOCK_SIZE=512\nTYPE=xfs\nUSAGE=filesystem\n")
        case .filesystem(let found):
            return .said(
                "\(name)UUID=\(found.uuid)\nVERSION=1.0\nBLOCK_SIZE=4096\nTYPE=\(found.kind)\nUSAGE=filesystem\n")
        case .partitionTable("", _): return .refused(2, "")
        case .partitionTable(let kind, _): return .said("\(name)PTTYPE=\(kind)\n")
        case .swap(let uuid): return .said("\(name)UUID=\(uuid)\nVERSION=1\nTYPE=swap\nUSAGE=other\n")
        case .lvm(let uuid):
            return .said("\(name)UUID=\(uuid)\nVERSION=LVM2\\ 001\nTYPE=LVM2_member\nUSAGE=raid\n")
        case .several:
            return .refused(
                8,
                "blkid: \(path): ambivalent result (probably more filesystems on the device, "
                    + "use wipefs(8) to see more details)\n")
        }
    }

    /// Reads the start of a device, or of a file.
    func dd(_ words: [String]) -> Finished? {
        let rest = ["of=/dev/null", "bs=1M", "count=1", "iflag=direct"]
        guard let input = words.first, input.hasPrefix("if="), Array(words.dropFirst()) == rest else { return nil }
        let path = String(input.dropFirst(3))
        if let disk = host.device(path)?.disk {
            guard disk.isReadable else {
                let none = "0+0 records in\n0+0 records out\n0 bytes copied, 0.00531239 s, 0.0 kB/s\n"
                return .refused(1, "dd: error reading '\(path)': Input/output error\n\(none)")
            }
            let counted = "1+0 records in\n1+0 records out\n"
            return .said("", errors: counted + "1048576 bytes (1.0 MB, 1.0 MiB) copied, 0.000655360 s, 1.6 GB/s\n")
        }
        switch host.lookUp(path) {
        case .found(.file(let bytes), _):
            let counted = "0+1 records in\n0+1 records out\n"
            return .said("", errors: counted + "\(bytes.count) bytes copied, 0.000655360 s, 56.3 kB/s\n")
        case .found(.directory, _): return .refused(1, "dd: error reading '\(path)': Is a directory\n")
        case .complaint(let words): return .refused(1, "dd: failed to open '\(path)': \(words)\n")
        }
    }
}
