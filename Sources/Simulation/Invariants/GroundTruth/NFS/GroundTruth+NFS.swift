internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    /// The NFS server of a host: it runs, its files say what is declared, and it serves it.
    func nfsDifferences(_ host: SimulatedHost) -> [String] {
        guard !desired.nfsExports.isEmpty else { return [] }
        let unit = host.units["nfs-ganesha.service"]
        let isUp = unit?.active == .active && unit?.enablement == "enabled" && !host.ganesha.isHung
        return (isUp ? [] : ["the NFS server of \(host.name) is not up"])
            + (host.ganesha.readFile == host.root.file("/etc/ganesha/ganesha.conf")
                ? [] : ["the NFS server of \(host.name) runs with older settings"])
            + (host.ganesha.statdPort == 39_543 ? [] : ["rpc.statd of \(host.name) has another port"])
            + settings(host) + desired.nfsExports.flatMap { export($0, host) }
    }

    private func settings(_ host: SimulatedHost) -> [String] {
        let lines = textLines(host.root.file("/etc/ganesha/ganesha.conf") ?? [])
        let wanted = ["MNT_Port = 38465;", "NLM_Port = 38468;", "Grace_Period = 15;", "Lease_Lifetime = 10;"]
        return wanted.filter { want in !lines.contains { $0.hasSuffix(want) } }.map {
            "ganesha.conf of \(host.name) lacks \($0)"
        }
    }

    /// As declared in its file and as served, and named in the list from which a start takes it.
    private func export(_ export: Desired<NFSExportSpec>, _ host: SimulatedHost) -> [String] {
        let path = "/etc/ganesha/hcctl-export-\(export.name).conf"
        let list = textLines(host.root.file("/etc/ganesha/hcctl-exports.conf") ?? [])
        let isListed = list.contains("%include \"\(path)\"")
        let inFile = textLines(host.root.file(path) ?? []).contains("    Pseudo = \"\(export.spec.pseudoPath)\";")
        let squash: [NFSExportSpec.Squash: String] = [
            .none: "No_Root_Squash", .root: "Root_Squash", .all: "All_Squash",
        ]
        let isServed = host.ganesha.exports.contains { served in
            served.id == export.exportID && served.volume == export.spec.volume.text
                && served.pseudoPath == export.spec.pseudoPath
                && served.settings["Access_Type"] == export.spec.accessType.rawValue
                && served.settings["Squash"] == squash[export.spec.squash]
        }
        return (isListed ? [] : ["\(host.name) would not export \(export.name) after a start"])
            + (inFile ? [] : ["\(host.name) has another file for \(export.name)"])
            + (isServed ? [] : ["\(host.name) does not serve \(export.name) as declared"])
    }
}
