/// Parts of CTDB's event script that checks NFS-Ganesha. It is a file on the hosts, which CTDB runs; hcctl runs no shell.
enum GaneshaCheck {
    static let interpreter = "#!/bin/sh"
    /// Seconds for the answer. Less than CTDB's own limit for all scripts of an event (30 s), more than a busy server
    /// needs: a node that is called unhealthy loses its addresses.
    static let seconds = 5
}
