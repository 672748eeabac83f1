/// A file of the NFS server that hcctl writes as a whole.
package enum NFSFile: Sendable, Hashable, Codable {
    /// ganesha.conf: ports, grace, protocols. Read when Ganesha starts.
    case server
    /// The list of the exports' files, read when Ganesha starts; exports are added to a running one by D-Bus.
    case exports
    /// One export.
    case export(NFSExportName)
    /// The ports of rpc.statd.
    case statd
    /// CTDB's event script that checks Ganesha.
    case check

    /// Where it lies. All folders come with the packages.
    package var path: String {
        switch self {
        case .server: "/etc/ganesha/ganesha.conf"
        case .exports: "/etc/ganesha/hcctl-exports.conf"
        case .export(let name): "/etc/ganesha/hcctl-export-\(name).conf"
        case .statd: "/etc/nfs.conf.d/hcctl.conf"
        case .check: "/etc/ctdb/events/legacy/61.hcctl-nfs.script"
        }
    }

    /// Ganesha reads its main file when it starts, and a restart makes all clients of the host wait for the grace period.
    var declaration: ManagedFile {
        ManagedFile(
            id: .nfs(self), path: path, syntax: LineSyntax(blanks: [], comments: .none), ownership: .wholeFile,
            reader: self == .server
                ? .daemon(unit: GaneshaSettings.unit, pidFile: "/run/ganesha/ganesha.pid", restart: .disruptive)
                : .eachUse,
            stage: "exports", otherWriters: "packages, configuration management", sizeLimit: 1 << 18,
            modeOfNewFile: self == .check ? 0o755 : 0o644)
    }
}

/// `metadata.name` of an NFSExport.
package typealias NFSExportName = Name<NFSExportSpec>

extension DesiredState {
    /// Files of the NFS server, on every host.
    var nfsFiles: [NFSFile] {
        guard !nfsExports.isEmpty else { return [] }
        let check: [NFSFile] = ctdbClusters.isEmpty ? [] : [.check]
        return [.server, .exports] + nfsExports.map { .export($0.name) } + [.statd] + check
    }
}
