/// What was observed of the NFS server of a host.
package struct NFSFacts: Sendable, Hashable {
    /// The version of NFS in which it answered a NULL call over TCP; absent where nothing listens on the port. Unknown
    /// of a server that hangs.
    package var nullCall: Reading<Int>
    /// Whether it is in its grace period: it then refuses what clients do not reclaim (field notes A11). Absent where no
    /// server is on D-Bus, which is so while it starts.
    package var isInGrace: Reading<Bool>
    /// What it serves now, whatever its files say; absent where no server is on D-Bus.
    package var exports: Reading<[ServedExport]>
    /// What rpcbind knows, TCP only; absent where no rpcbind answers.
    package var ports: Reading<[RegisteredPort]>

    /// Facts.
    package init(
        nullCall: Reading<Int>, isInGrace: Reading<Bool>, exports: Reading<[ServedExport]>,
        ports: Reading<[RegisteredPort]>
    ) {
        self.nullCall = nullCall
        self.isInGrace = isInGrace
        self.exports = exports
        self.ports = ports
    }

    /// Nothing is known, for one reason.
    package init(unknown why: UnknownReason) {
        self.init(nullCall: .unknown(why), isInGrace: .unknown(why), exports: .unknown(why), ports: .unknown(why))
    }

    /// Whether clients can work: it answers and is not in grace.
    package var isReady: Bool {
        if case .known = nullCall { isInGrace == .known(false) } else { false }
    }

    /// Whether its process is there and answers nobody.
    package var hangs: Bool {
        guard case .unknown(.timeLimitPassed) = nullCall, case .unknown(.timeLimitPassed) = exports else {
            return false
        }
        return true
    }
}

/// An export that NFS-Ganesha serves (D-Bus, org.ganesha.nfsd.exportmgr).
package struct ServedExport: Sendable, Hashable {
    /// Export_Id. 0 is the root of NFSv4, which Ganesha makes by itself.
    package let id: Int
    /// The path that clients mount.
    package let pseudoPath: String
    /// What was asked of the exports that manifests declare; nil of all others.
    package let details: Details?

    /// An export.
    package init(id: Int, pseudoPath: String, details: Details? = nil) {
        self.id = id
        self.pseudoPath = pseudoPath
        self.details = details
    }

    /// What Ganesha tells of one export.
    package struct Details: Sendable, Hashable {
        /// `Path` of the export's block, which hcctl makes of the name of the volume. Ganesha does not tell the volume.
        package let path: String
        /// Who may mount, in the order of the block.
        package let clients: [Client]

        /// Details.
        package init(path: String, clients: [Client]) {
            self.path = path
            self.clients = clients
        }
    }

    /// One entry of a CLIENT block.
    package struct Client: Sendable, Hashable {
        /// As Ganesha prints it: a network for an address, an address for a name; `<unknown>` for a name that it did
        /// not find, to which it lets nobody in.
        package let text: String
        package let accessType: NFSExportSpec.AccessType
        package let squash: NFSExportSpec.Squash
        /// Versions of NFS.
        package let protocols: [Int]

        /// A client.
        package init(
            _ text: String, accessType: NFSExportSpec.AccessType, squash: NFSExportSpec.Squash, protocols: [Int]
        ) {
            self.text = text
            self.accessType = accessType
            self.squash = squash
            self.protocols = protocols
        }
    }
}

/// A port that rpcbind hands out (rpcbind(8)).
package struct RegisteredPort: Sendable, Hashable {
    /// Number of the RPC program.
    package let program: Int
    package let version: Int
    package let port: Int

    /// A registration.
    package init(program: Int, version: Int, port: Int) {
        self.program = program
        self.version = version
        self.port = port
    }
}
