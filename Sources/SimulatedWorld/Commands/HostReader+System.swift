internal import ClusterModel
internal import World

/// dpkg-query, systemctl, findmnt, sha256sum.
extension HostReader {
    func packages(_ names: [String]) -> Finished {
        var (output, errors) = ("", "")
        for name in names {
            if let package = status(of: name) {
                output += "\(name)\t\(package.status)\t\(package.version)\n"
            } else {
                errors += "dpkg-query: no packages found matching \(name)\n"
            }
        }
        return Finished(exitStatus: errors.isEmpty ? 0 : 1, output: Array(output.utf8), errors: Array(errors.utf8))
    }

    func services(_ names: [String]) -> Finished {
        .said(
            names.map { name in
                let name = host.aliases[name] ?? name
                if name == ClusterState.packageUnit { return packageUnit() }
                let unit = host.units[name]
                if host.runtimeMasks.contains(name), unit?.enablement != "masked" {
                    return "Id=\(name)\nLoadState=masked\nActiveState=\(unit?.active.rawValue ?? "inactive")\n"
                        + "UnitFileState=masked-runtime\n"
                }
                let load = unit.map { $0.enablement == "masked" ? "masked" : "loaded" } ?? "not-found"
                return "Id=\(name)\nLoadState=\(load)\nActiveState=\(unit?.active.rawValue ?? "inactive")\n"
                    + "UnitFileState=\(unit?.enablement ?? "")\n"
            }.joined(separator: "\n"))
    }

    private func packageUnit() -> String {
        let work = host.packageWork
        let active = work.map { $0.failed == nil ? "active" : "failed" } ?? "inactive"
        return "Id=\(ClusterState.packageUnit)\nLoadState=\(work == nil ? "not-found" : "loaded")\n"
            + "ActiveState=\(active)\nUnitFileState=\(work == nil ? "" : "transient")\n"
    }

    func sha256sum(_ paths: [String]) -> Finished? {
        guard !paths.isEmpty else { return nil }
        return each(of: paths, refusal: 1) { path in
            switch host.look(path) {
            case .found(.file(let bytes), _): .said("\(SHA256.hex(of: bytes))  \(path)\n")
            case .found(.directory, _): .complaint("sha256sum: \(path): Is a directory\n")
            case .complaint(let words): .complaint("sha256sum: \(path): \(words)\n")
            }
        }
    }

    /// A piece of standard output, or a line of standard error.
    private enum Piece {
        case said(String)
        case complaint(String)
    }

    private func each(of paths: [String], refusal: Int, _ answer: (String) -> Piece) -> Finished {
        var (output, errors) = ("", "")
        for path in paths {
            switch answer(path) {
            case .said(let text): output += text
            case .complaint(let words): errors += words
            }
        }
        return Finished(
            exitStatus: errors.isEmpty ? 0 : refusal, output: Array(output.utf8), errors: Array(errors.utf8))
    }

    func findmnt() -> Finished {
        let mounted = host.mounts.map { mount in
            MountLine(
                mount.target, mount.source, host.device(mount.source)?.disk.filesystem?.kind ?? "xfs",
                host.device(mount.source)?.number ?? "0:0", Self.effective(mount.options))
        }
        let entries = Self.kernelEntries + mounted.map(\.json)
        return .said(
            UtilLinuxJSON.object([("filesystems", UtilLinuxJSON.array(entries, indent: 3))], indent: 0) + "\n")
    }

    private struct MountLine {
        let json: String

        init(_ target: String, _ source: String, _ kind: String, _ number: String, _ options: String) {
            json = UtilLinuxJSON.object(
                [
                    ("target", UtilLinuxJSON.string(target)), ("source", UtilLinuxJSON.string(source)),
                    ("fstype", UtilLinuxJSON.string(kind)), ("maj:min", UtilLinuxJSON.string(number)),
                    ("options", UtilLinuxJSON.string(options)),
                ], indent: 6)
        }
    }

    /// XFS's options as the kernel shows them: what was asked for, and what it always adds.
    private static func effective(_ asked: [String]) -> String {
        let environment = asked.contains("ro") ? "ro" : "rw"
        let time = asked.contains("noatime") ? "noatime" : "relatime"
        let known: Set<String> = ["defaults", "rw", "ro", "noatime", "relatime", "inode64", "_netdev", "nofail"]
        let others = asked.filter { !known.contains($0) && !$0.hasPrefix("x-") }
        return ([environment, time] + others + ["inode64", "logbufs=8", "logbsize=32k", "noquota"]).joined(
            separator: ",")
    }

    /// A few of those that every host has; which ones is nothing that anybody may count on.
    private static let kernelEntries = kernelMounts.map { MountLine($0.0, $0.1, $0.2, $0.3, $0.4).json }
    private static let kernelMounts = [
        ("/", "/dev/vda1", "ext4", "254:1", "rw,relatime,errors=remount-ro"),
        ("/proc", "proc", "proc", "0:22", "rw,nosuid,nodev,noexec,relatime"),
        ("/sys", "sysfs", "sysfs", "0:23", "rw,nosuid,nodev,noexec,relatime"),
        ("/dev", "udev", "devtmpfs", "0:5", "rw,nosuid,relatime,size=4048420k,nr_inodes=1012105,mode=755"),
        ("/run", "tmpfs", "tmpfs", "0:25", "rw,nosuid,nodev,noexec,relatime,size=814020k,mode=755"),
    ]
}
