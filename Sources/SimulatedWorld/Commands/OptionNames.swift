/// Options that `gluster volume set` of 10.3 knows, as far as they are likely to be set (`gluster volume set help`).
enum OptionNames {
    /// The full name; nil if there is no such option. A name without its first part is enough.
    static func full(_ name: String) -> String? {
        if name.hasPrefix("user.") || all.contains(name) { return name }
        return all.first { $0.split(separator: ".", maxSplits: 1).last.map(String.init) == name }
    }

    /// In gluster's words, with the nearest name.
    static func complaint(_ name: String) -> String {
        let nearest = all.min { distance($0, name) < distance($1, name) } ?? ""
        return "option : \(name) does not exist\nDid you mean \(nearest)?"
    }

    /// Letters to be changed, added or left out.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (line, letter) in left.utf8.enumerated() {
            var above = row[0]
            row[0] = line + 1
            for column in right.indices {
                let cost = min(row[column] + 1, row[column + 1] + 1, above + (letter == right[column] ? 0 : 1))
                (above, row[column + 1]) = (row[column + 1], cost)
            }
        }
        return row[right.count]
    }

    private static let all = text.split(whereSeparator: \.isWhitespace).map(String.init)

    private static let text = """
        auth.allow auth.reject auth.ssl-allow
        client.event-threads client.grace-timeout client.keepalive-count client.keepalive-interval
        client.keepalive-time client.own-thread client.send-gids client.ssl client.strict-locks client.tcp-user-timeout
        cluster.background-self-heal-count cluster.choose-local cluster.consistent-metadata cluster.data-self-heal
        cluster.data-self-heal-algorithm cluster.eager-lock cluster.enable-shared-storage cluster.ensure-durability
        cluster.entry-self-heal cluster.favorite-child-policy cluster.force-migration cluster.full-lock
        cluster.granular-entry-heal cluster.heal-timeout cluster.heal-wait-queue-length cluster.lock-migration
        cluster.locking-scheme cluster.lookup-optimize cluster.lookup-unhashed cluster.max-bricks-per-process
        cluster.metadata-self-heal cluster.min-free-disk cluster.min-free-inodes cluster.op-version
        cluster.post-op-delay-secs cluster.quorum-count cluster.quorum-reads cluster.quorum-type
        cluster.read-hash-mode cluster.read-subvolume cluster.readdir-optimize cluster.rebal-throttle
        cluster.rebalance-stats cluster.rsync-hash-regex cluster.self-heal-daemon cluster.self-heal-readdir-size
        cluster.self-heal-window-size cluster.server-quorum-ratio cluster.server-quorum-type cluster.shd-max-threads
        cluster.shd-wait-qlength cluster.use-anonymous-inode cluster.use-compound-fops cluster.weighted-rebalance
        config.gfproxyd config.global-threading config.memory-accounting config.transport
        debug.delay-gen debug.error-gen debug.exclude-ops debug.trace
        diagnostics.brick-log-level diagnostics.brick-sys-log-level diagnostics.client-log-level
        diagnostics.client-sys-log-level diagnostics.count-fop-hits diagnostics.latency-measurement
        diagnostics.stats-dump-interval
        disperse.background-heals disperse.eager-lock disperse.shd-max-threads
        features.acl features.barrier features.cache-invalidation features.cache-invalidation-timeout features.cloudsync
        features.ctime features.inode-quota features.lock-heal features.quota features.read-only
        features.retention-mode features.shard features.shard-block-size features.shard-deletion-rate
        features.show-snapshot-directory features.tag-namespaces features.trash features.trash-dir features.uss
        features.worm features.worm-file-level
        geo-replication.ignore-pid-check geo-replication.indexing
        locks.mandatory-locking locks.trace
        network.frame-timeout network.inode-lru-limit network.ping-timeout network.remote-dio network.tcp-window-size
        nfs.acl nfs.disable nfs.export-dirs nfs.rpc-auth-allow nfs.rpc-auth-reject
        performance.aggregate-size performance.cache-capability-xattrs performance.cache-ima-xattrs
        performance.cache-invalidation performance.cache-max-file-size performance.cache-min-file-size
        performance.cache-refresh-timeout performance.cache-samba-metadata performance.cache-size
        performance.client-io-threads performance.flush-behind performance.global-cache-invalidation
        performance.high-prio-threads performance.io-cache performance.io-thread-count performance.io-thread-timeout
        performance.iot-watchdog-secs performance.lazy-open performance.least-prio-threads
        performance.low-prio-threads performance.md-cache-statfs performance.md-cache-timeout
        performance.nfs.flush-behind performance.nfs.io-cache performance.nfs.quick-read
        performance.nfs.write-behind-window-size performance.nl-cache performance.nl-cache-limit
        performance.nl-cache-timeout performance.normal-prio-threads performance.open-behind
        performance.parallel-readdir performance.qr-cache-size performance.quick-read performance.rda-cache-limit
        performance.read-after-open performance.read-ahead performance.read-ahead-page-count
        performance.readdir-ahead performance.resync-failed-syncs-after-fsync performance.stat-prefetch
        performance.strict-o-direct performance.strict-write-ordering performance.write-behind
        performance.write-behind-trickling-writes performance.write-behind-window-size performance.xattr-cache-list
        rebalance.ensure-durability
        server.all-squash server.allow-insecure server.anongid server.anonuid server.event-threads
        server.gid-timeout server.keepalive-count server.keepalive-interval server.keepalive-time
        server.manage-gids server.outstanding-rpc-limit server.own-thread server.root-squash server.ssl
        server.statedump-path server.tcp-user-timeout
        ssl.ca-list ssl.certificate-depth ssl.cipher-list ssl.own-cert ssl.private-key
        storage.batch-fsync-delay-usec storage.batch-fsync-mode storage.build-pgfid storage.create-directory-mask
        storage.create-mask storage.fips-mode-rchecksum storage.force-create-mode storage.force-directory-mode
        storage.health-check-interval storage.health-check-timeout storage.linux-aio storage.linux-io_uring
        storage.max-hardlinks storage.owner-gid storage.owner-uid storage.reserve storage.xattr-user-namespace-mode
        transport.address-family transport.keepalive transport.listen-backlog
        """
}
