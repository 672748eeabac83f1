internal import ClusterModel

/// The text of the NFS server's files, line by line.
enum GaneshaText {
    /// The first line of each file: by it a ganesha.conf of hcctl's is told from that of a person.
    static let header = "# Written by hcctl; changes are overwritten."

    /// Versions of NFS that no export names are not served at all (ganesha-core-config(8), Protocols).
    static func server(_ exports: [Desired<NFSExportSpec>]) -> [String] {
        [
            header,
            "NFS_CORE_PARAM {",
            "    Protocols = \(list(Set(exports.flatMap(\.spec.protocols)).sorted()));",
            "    NFS_Port = \(GaneshaSettings.nfsPort);",
            "    MNT_Port = \(GaneshaSettings.mountPort);",
            "    NLM_Port = \(GaneshaSettings.lockPort);",
            "    Rquota_Port = \(GaneshaSettings.quotaPort);",
            "    mount_path_pseudo = true;",
            "}",
            "NFSV4 {",
            "    Grace_Period = \(GaneshaSettings.gracePeriod);",
            "    Lease_Lifetime = \(GaneshaSettings.lease);",
            "}",
            "%include \"\(NFSFile.exports.path)\"",
        ]
    }

    /// The mark before each file names its export, so that one is recognised that no manifest declares any more.
    static func exports(_ listed: [ListedExport]) -> [String] {
        [header]
            + listed.flatMap {
                ["\(mark)\($0.name) \($0.id)", "%include \"\(NFSFile.export($0.name).path)\""]
            }
    }

    /// What the file of the exports' list names.
    static func listed(in file: ObservedFile) -> [ListedExport] {
        file.entries.flatMap(\.words).compactMap { line in
            guard line.hasPrefix(mark) else { return nil }
            let words = line.dropFirst(mark.count).split(separator: " ")
            guard words.count == 2, let id = Int(words[1]) else { return nil }
            return ListedExport(name: NFSExportName(String(words[0])), id: id)
        }
    }

    private static let mark = "# NFSExport/"

    static func export(_ export: Desired<NFSExportSpec>) -> [String] {
        let (spec, protocols) = (export.spec, list(export.spec.protocols.sorted()))
        return [
            header,
            "EXPORT {",
            "    Export_Id = \(export.exportID);",
            "    Path = \"/\(spec.volume)\";",
            "    Pseudo = \"\(spec.pseudoPath)\";",
            "    Access_Type = None;",
            "    Protocols = \(protocols);",
            "    SecType = sys;",
            "    FSAL {",
            "        Name = GLUSTER;",
            "        Hostname = localhost;",
            "        Volume = \"\(spec.volume)\";",
            "    }",
            "    CLIENT {",
            "        Clients = \(spec.clients.joined(separator: ", "));",
            "        Access_Type = \(spec.accessType.rawValue);",
            "        Squash = \(squash(spec.squash));",
            "        Protocols = \(protocols);",
            "    }",
            "}",
        ]
    }

    private static func squash(_ squash: NFSExportSpec.Squash) -> String {
        switch squash {
        case .none: "No_Root_Squash"
        case .root: "Root_Squash"
        case .all: "All_Squash"
        }
    }

    private static func list(_ versions: [Int]) -> String { versions.map { "\($0)" }.joined(separator: ", ") }

    static let statd = [
        header, "[statd]", "port = \(GaneshaSettings.statusPort)",
        "outgoing-port = \(GaneshaSettings.statusOutgoingPort)",
    ]

    /// CTDB runs it with `monitor` every MonitorInterval; its output is what `ctdb scriptstatus` shows.
    static func check(version: Int) -> [String] {
        [
            GaneshaCheck.interpreter, header, "[ \"$1\" = monitor ] || exit 0",
            "timeout -k 1 \(GaneshaCheck.seconds) rpcinfo -T tcp -n \(GaneshaSettings.nfsPort) 127.0.0.1 100003 "
                + "\(version) >/dev/null 2>&1 && exit 0",
            "echo \"NFS-Ganesha answers no NULL call on TCP port \(GaneshaSettings.nfsPort) within "
                + "\(GaneshaCheck.seconds) s\"", "exit 1",
        ]
    }

    /// The lines as they stand in a file of hcctl's, by their numbers.
    static func owned(_ lines: [String]) -> [OwnedLine] {
        lines.enumerated().map { OwnedLine(key: "\($0.offset + 1)", text: $0.element, fields: [$0.element]) }
    }
}

/// An export as the list of files names it.
struct ListedExport: Hashable {
    let name: NFSExportName
    let id: Int
}
