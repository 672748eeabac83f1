/// Files of option groups that Debian's glusterfs-server brings (glusterfs 10.3, extras/group-virt.example).
enum GroupFiles {
    static let folder = "/var/lib/glusterd/groups"

    /// One of those that come with the package; the others are nothing to anybody here.
    static let virt = """
        performance.quick-read=off
        performance.read-ahead=off
        performance.io-cache=off
        performance.low-prio-threads=32
        network.remote-dio=disable
        performance.strict-o-direct=on
        cluster.eager-lock=enable
        cluster.quorum-type=auto
        cluster.server-quorum-type=server
        cluster.data-self-heal-algorithm=full
        cluster.locking-scheme=granular
        cluster.shd-max-threads=8
        cluster.shd-wait-qlength=10000
        features.shard=on
        user.cifs=off
        cluster.choose-local=off
        client.event-threads=4
        server.event-threads=4
        performance.client-io-threads=on
        network.ping-timeout=20
        server.tcp-user-timeout=20
        server.keepalive-time=10
        server.keepalive-interval=2
        server.keepalive-count=5
        cluster.lookup-optimize=off

        """
}
