public import ClusterModel

/// Decides what is to be done: a function of what is wanted, what was seen, what was tried and what time it is.
public struct Planner: Sendable {
    /// A planner has no state.
    public init() {}

    /// The stages in their order; the order is the policy.
    public func plan(_ desired: DesiredState, _ observed: ObservedState, recent: Recent, now: WallTime) -> Plan {
        let situation = Situation(desired: desired, observed: observed, recent: recent, now: now)
        // A daemon that finds a brick of a host whose name it does not know refuses to start.
        let names = NamesStage(situation).report()
        // Everything else needs the programs that it is done with.
        let packages = PackageStage(situation).report()
        let files = DaemonFileStage(situation, packages: packages).report()
        // A daemon that starts before its bricks' file systems are mounted looks at empty directories.
        let storage = StorageStage(situation, packages: packages).report()
        let services = ServiceStage(situation, packages: packages, after: names + files + storage).report()
        // Only running daemons can be told of each other.
        let pool = PoolStage(situation, names: names, files: files, services: services).decide()
        let groups = OptionGroupStage(situation, packages: packages, services: services).report()
        let options = ClusterOptionStage(situation, pool: pool).report()
        // A volume spans members of one pool, on mounted file systems.
        let volumes = VolumeStage(situation, storage: storage, services: services, pool: pool).report()
        let host = names + packages + files + storage + services
        let all = host + pool.report + groups + options + volumes + LaterStage.report(desired)
        let counted = PolicyFilter(situation).applied(to: all)
        let watch = FightWatch(desired.spec.disruption.fighting, at: now)
        let repairs = watch.looked(observed, differing: counted.report.differing, after: recent.repairs)
        return Pacing(recent: recent, now: now, fights: watch.fights(repairs)).applied(
            to: counted.report, noted: counted.noted)
    }
}
