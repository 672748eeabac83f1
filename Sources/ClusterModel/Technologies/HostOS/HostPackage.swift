/// A package that the declared kinds need on a host, by the name that Debian gives it.
package struct HostPackage: Sendable, Hashable {
    package let name: String
    /// The daemon that the package brings along. Some releases of a package start it at once, which must not happen before
    /// the daemon's files are written.
    package let service: HostService?

    package init(_ name: String, service: HostService? = nil) {
        self.name = name
        self.service = service
    }

    /// mkfs.xfs and xfs_info.
    package static let xfs = HostPackage("xfsprogs")
}

/// A daemon of a host: a unit of systemd that is to be enabled and active.
package struct HostService: Sendable, Hashable {
    /// The unit's name without `.service`, the same on Debian and on EL.
    package let unit: String
    /// Whether the stage of services enables and starts it. Others wait for what their own technology knows of: a mounted
    /// lock volume, exports that are written.
    package let isPlain: Bool

    package init(unit: String, isPlain: Bool = false) {
        self.unit = unit
        self.isPlain = isPlain
    }
}

extension DesiredState {
    /// Packages of a host, in the order in which the technologies build on each other.
    package func hostPackages(of host: HostName) -> [HostPackage] {
        let storage = hosts[host]?.storage ?? []
        return HostPackage.gluster + (storage.isEmpty ? [] : [.xfs]) + (ctdb == nil ? [] : HostPackage.ctdb)
            + (nfsExports.isEmpty ? [] : HostPackage.nfs)
    }

    /// The names of these packages.
    package func packages(of host: HostName) -> [String] { hostPackages(of: host).map(\.name) }

    /// The daemons that these packages bring along.
    package func services(of host: HostName) -> [HostService] { hostPackages(of: host).compactMap(\.service) }
}
