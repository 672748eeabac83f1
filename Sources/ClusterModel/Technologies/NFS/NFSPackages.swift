extension HostService {
    /// NFS-Ganesha.
    package static let ganesha = HostService(unit: GaneshaSettings.unit)
}

extension HostPackage {
    /// The NFS server and its access to volumes, by the same names on Debian and in EL's Storage SIG.
    package static let nfs = [
        HostPackage(GaneshaSettings.unit, service: .ganesha), HostPackage("nfs-ganesha-gluster"),
    ]
}
