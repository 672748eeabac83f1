/// What one round trip showed of a host, by technology.
package struct ObservedHost: Sendable, Hashable {
    /// The highest term that the host has obeyed; absent where none ever acted on it.
    package var term: Reading<Term> = .unknown(.notAsked)
    /// Packages, services, managed files and names.
    package var os = HostOSFacts()
    /// Devices and mounts.
    package var storage = StorageFacts()
    /// The daemon's view, its store and the bricks.
    package var gluster = GlusterFacts()
    /// The daemon, its lock and its addresses; asked only where a CTDBCluster is declared.
    package var ctdb = CTDBFacts()
    /// The NFS server.
    package var nfs = NFSFacts(unknown: .notAsked)
    /// The metadata of the hosted engine; asked where a manifest declares one.
    package var hostedEngine = HostedEngineFacts()

    /// A host of which nothing was asked.
    package init() {}

    /// A host of which nothing is known, for one reason.
    package init(unknown why: UnknownReason) {
        term = .unknown(why)
        os.files = [.fstab: .unknown(why)]
        storage.mounts = .unknown(why)
        gluster.view = .unknown(why)
        gluster.storedVolumes = .unknown(why)
        ctdb = CTDBFacts(unknown: why)
        nfs = NFSFacts(unknown: why)
        hostedEngine = HostedEngineFacts(unknown: why)
    }

    /// The service, or why it is not known.
    package func service(_ unit: String) -> Reading<ServiceState> { os.services[unit] ?? .unknown(whyNothing) }
    /// The device, or why it is not known.
    package func device(_ path: String) -> Reading<BlockDevice> { storage.devices[path] ?? .unknown(whyNothing) }
    /// The brick's directory, or why it is not known.
    package func brick(_ path: String) -> Reading<BrickDirectory> { gluster.bricks[path] ?? .unknown(whyNothing) }

    /// The managed file, or why it is not known.
    package func file(_ id: ManagedFile.ID) -> Reading<ObservedFile> { os.files[id] ?? .unknown(whyNothing) }
    /// What is at a path, or why it is not known.
    package func path(_ path: String) -> Reading<ObservedPath> { storage.paths[path] ?? .unknown(whyNothing) }

    /// /etc/fstab, or why it is not known.
    package var fstab: Reading<Fstab> { file(.fstab).map(Fstab.init) }
    /// /etc/hosts, or why it is not known.
    package var hostsFile: Reading<HostsFile> { file(.hosts).map(HostsFile.init) }

    /// Why a fact is missing altogether: the host gave no answer, or nobody asked.
    private var whyNothing: UnknownReason {
        if case .unknown(let why) = storage.mounts, why.unreachableHost != nil { why } else { .notAsked }
    }
}
