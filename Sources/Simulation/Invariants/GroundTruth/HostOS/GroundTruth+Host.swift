internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    /// Names and packages of a host.
    func baseDifferences(_ host: SimulatedHost, _ spec: HostSpec) -> [String] {
        let needed =
            ["attr", "glusterfs-client", "glusterfs-server"] + (spec.storage.isEmpty ? [] : ["xfsprogs"])
            + (desired.nfsExports.isEmpty ? [] : ["nfs-ganesha", "nfs-ganesha-gluster"])
        let packages = needed.filter { host.packages[$0]?.status != "installed" }.map { "\(host.name) lacks \($0)" }
        let lost = desired.orderedHosts.map(\.spec.glusterAddress).filter { find($0, from: host) == nil }
        return lost.map { "\(host.name) does not find \($0)" } + packages
    }

    /// The address behind a name: a line of /etc/hosts overrides the name service.
    private func find(_ name: String, from host: SimulatedHost) -> String? {
        let isNumeric = name.contains(":") || name.allSatisfy { $0.isNumber || $0 == "." }
        if isNumeric || host.findsNames || host.names.contains(name) { return name }
        return host.hostsLines.first { $0.names.contains(name) }?.address
    }
}
