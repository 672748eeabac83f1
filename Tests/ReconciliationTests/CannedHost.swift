import ClusterModel
import World

/// A host that answers the queries of a probe in the tools' own forms. It knows one disk and one glusterd; the words
/// are those of the fixtures.
struct CannedHost {
    enum Disk { case blank, xfs, mounted }

    var disk = Disk.mounted
    var glusterd = true
    var stored: [String] = []
    var term: String? = "4\n"
    /// What `gluster get-state` writes.
    var state = ""

    func answer(_ query: Query) -> Outcome {
        switch query {
        case .read(let path, _): file(path)
        case .runForFile:
            glusterd ? said(state) : said("", "Connection failed. Please check if gluster daemon is operational.", 1)
        case .run(let invocation): program(invocation.arguments)
        }
    }

    private func file(_ path: String) -> Outcome {
        switch path {
        case "/var/lib/hcctl/term": term.map { said($0) } ?? .notRun(.absent(path))
        case "/etc/fstab": said(disk == .mounted ? "UUID=\(Self.uuid) /gluster xfs defaults 0 0\n" : "# empty\n")
        case "/etc/hosts": said("127.0.0.1 localhost\n")
        default: .notRun(.absent(path))
        }
    }

    private func program(_ words: [String]) -> Outcome {
        switch words.first {
        case "dpkg-query":
            said(words[5...].map { "\($0)\tinstalled\t10.3-5\n" }.joined())
        case "systemctl":
            said(
                "Id=glusterd.service\nLoadState=loaded\nActiveState=\(glusterd ? "active" : "inactive")\n"
                    + "UnitFileState=\(glusterd ? "enabled" : "disabled")\n\n"
                    + "Id=hcctl-packages.service\nLoadState=not-found\nActiveState=inactive\nUnitFileState=\n")
        case "lsblk":
            said(#"{"blockdevices": [{"name":"loop1","size":8589934592,"type":"loop","maj:min":"7:1"}]}"#)
        case "blkid":
            disk == .blank
                ? said("", "", 2)
                : said("DEVNAME=/dev/vdb\nUUID=\(Self.uuid)\nBLOCK_SIZE=512\nTYPE=xfs\nUSAGE=filesystem\n")
        case "dd":
            said("", "1+0 records in\n1+0 records out\n1048576 bytes (1.0 MB, 1.0 MiB) copied, 0.0006 s, 1.9 GB/s\n")
        case "findmnt": said(mounts)
        case "sha256sum":
            said(words.dropFirst(2).map { "\(String(repeating: "a", count: 64))  \($0)\n" }.joined())
        case "getent": said("10.88.0.11      STREAM \(words.last ?? "")\n")
        case "find" where words.contains("/var/lib/glusterd/vols"): said(stored.map { $0 + "\n" }.joined() + "\n")
        case "find" where words.contains("/var/lib/hcctl/mount-points"): said("")
        case "find" where words.contains(#"%D %y %p\t%l\n"#): places(words.dropFirst().prefix { $0.hasPrefix("/") })
        case let other: .notRun(.absent(other ?? ""))
        }
    }

    /// The mounted file system lies at /gluster; every path is there.
    private func places(_ paths: ArraySlice<String>) -> Outcome {
        said(
            paths.map { path in
                let isOnDisk = disk == .mounted && path.hasPrefix("/gluster")
                return "\(isOnDisk ? 7 << 8 | 1 : 40) \(path.hasPrefix("/etc/") ? "f" : "d") \(path)\t\n"
            }.joined())
    }

    private var mounts: String {
        let root = #"{"target":"/","source":"overlay","fstype":"overlay","maj:min":"0:40","options":"rw"}"#
        let gluster = #"{"target":"/gluster","source":"/dev/vdb","fstype":"xfs","maj:min":"7:1","options":"rw"}"#
        return #"{"filesystems": ["# + (disk == .mounted ? [root, gluster] : [root]).joined(separator: ",") + "]}"
    }

    static let uuid = "3b1d6f0e-6c0e-4d6c-9b8e-5a8f1c2d3e4f"

    private func said(_ output: String, _ errors: String = "", _ status: Int = 0) -> Outcome {
        .finished(Finished(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8)))
    }
}
