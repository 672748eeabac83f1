/// Settings of NFS-Ganesha that are the same in every cluster. The ports are those of the walk-through of 2014, which a
/// firewall can name; unset ones are chosen at random (ganesha-core-config(8)).
package enum GaneshaSettings {
    /// Its unit on Debian and on EL.
    package static let unit = "nfs-ganesha"
    /// The unit of rpc.statd that belongs to it.
    package static let lockUnit = "nfs-ganesha-lock"
    package static let nfsPort = 2049
    package static let mountPort = 38465
    package static let quotaPort = 38467
    package static let lockPort = 38468
    /// rpc.statd, and the port from which it calls others.
    package static let statusPort = 39543
    package static let statusOutgoingPort = 55863
    /// RPC number of rpc.statd.
    package static let statusProgram = 100_024
    /// Seconds after a start in which only reclaims are allowed: every client waits for so long when a server is started.
    /// Ganesha's own 90 s are for many clients on slow networks; it has to be longer than the lease.
    package static let gracePeriod = 15
    /// Seconds for which a client of NFSv4 keeps its state without a sign of life.
    package static let lease = 10
}
