/// The stages of the planner, in the order in which they run.
///
/// The order is the policy: each case says why it comes where it does.
enum StageName: Int, CaseIterable {
    /// First, because a glusterd that finds a brick of a host whose name it cannot resolve refuses to start.
    case names
    /// Before everything that needs the installed programs.
    case packages
    /// Before services: glusterd reads its settings when it starts.
    case daemonFiles
    /// Before services: a glusterd that starts before its bricks' file systems are mounted sees empty directories.
    case storage
    case services
    /// After services: only a running glusterd can be probed.
    case pool
    case optionGroups
    /// After the pool: a new member takes over the options that the pool has.
    case clusterOptions
    /// After pool and storage: a volume spans members of one pool, on mounted file systems.
    case volumes
    /// After the volumes: CTDB's lock is on one of them, with its options set before a client connects.
    case ctdb
    /// After the volumes: an export is opened when it is added.
    case nfs
    /// After volumes, CTDB and exports: its disk is on a volume, or behind a public address.
    case hostedEngine
    /// Fields and kinds that are checked and not yet acted on.
    case notYetManaged

    /// What runs under the name. A stage that no case returns is never run.
    var stage: any PlanningStage.Type {
        switch self {
        case .names: NamesStage.self
        case .packages: PackageStage.self
        case .daemonFiles: DaemonFileStage.self
        case .storage: StorageStage.self
        case .services: ServiceStage.self
        case .pool: PoolStage.self
        case .optionGroups: OptionGroupStage.self
        case .clusterOptions: ClusterOptionStage.self
        case .volumes: VolumeStage.self
        case .ctdb: CTDBStage.self
        case .nfs: NFSStage.self
        case .hostedEngine: HostedEngineStage.self
        case .notYetManaged: NotYetManagedStage.self
        }
    }
}
