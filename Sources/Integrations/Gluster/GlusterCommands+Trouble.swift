package import World

/// What is asked only where something is wrong, or where options need files of the host.
extension GlusterCommands {
    /// Files of glusterd that are empty and must not be, one a line.
    /// Marker's time stamps and quota's lists are empty by design.
    package static let emptyFiles = Query.run(
        Invocation([
            "find", "/etc/glusterfs/glusterd.vol", "/var/lib/glusterd/glusterd.info", "/var/lib/glusterd/peers",
            storePath,
            "-type", "f", "-empty", "-not", "-name", "*.tstamp", "-not", "-name", "quota.*", "-print",
        ]))

    /// glusterd's own identity: `UUID=…` and `operating-version=…`.
    package static let identity = Query.read(path: "/var/lib/glusterd/glusterd.info", limit: identityLimit)
    /// Two lines of some sixty bytes.
    private static let identityLimit = 4096

    /// The end of the daemon's log.
    package static let lastWords = Query.run(Invocation(["tail", "-n", "\(logLines)", "--", logPath]))

    /// `PATH:LINE` of the checksum and of the description of each volume of the store: a description that was edited
    /// while glusterd was stopped keeps its old checksum on disk, and is what the other members object to.
    package static let storeSums = Query.run(
        Invocation(["grep", "-r", "--include=cksum", "--include=info", "-e", ".", "--", storePath]))

    /// The certificate's public key, and on standard error that it has expired.
    package static let certificateKey = Query.run(
        Invocation(["openssl", "x509", "-noout", "-pubkey", "-checkend", "0", "-in", certificate]))
    /// The private key's public part.
    package static let privateKey = Query.run(Invocation(["openssl", "pkey", "-pubout", "-in", key]))
    /// Whether the host's own authorities vouch for its certificate.
    package static let verification = Query.run(
        Invocation(["openssl", "verify", "-CAfile", authorities, "--", certificate]))

    /// Gluster's own places, where no ssl.… option names others (libglusterfs, rpc-transport/socket).
    static let certificate = "/etc/ssl/glusterfs.pem"
    static let key = "/etc/ssl/glusterfs.key"
    static let authorities = "/etc/ssl/glusterfs.ca"
    private static let logPath = "/var/log/glusterfs/glusterd.log"
    /// A start that fails logs some ten lines.
    private static let logLines = 60
}
