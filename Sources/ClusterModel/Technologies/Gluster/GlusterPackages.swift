extension HostService {
    /// gluster's management daemon.
    package static let glusterd = HostService(unit: "glusterd", isPlain: true)
}

extension HostPackage {
    /// getfattr, which reads the marks of bricks; the client, with which gluster itself mounts and heals; the daemon.
    package static let gluster = [
        HostPackage("attr"), HostPackage("glusterfs-client"), HostPackage("glusterfs-server", service: .glusterd),
    ]
}
