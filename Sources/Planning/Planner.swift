package import ClusterModel

/// Decides what is to be done: a function of what is wanted, what was seen, what was tried and what time it is.
package struct Planner: Sendable {
    /// A planner has no state.
    package init() {}

    /// The stages in their order; the order is the policy.
    package func plan(_ desired: DesiredState, _ observed: ObservedState, history: History, now: Moment) -> Plan {
        let input = PlanningInput(desired: desired, observed: observed, history: history, now: now)
        // A daemon that finds a brick of a host whose name it does not know refuses to start.
        let names = NamesStage(input).report()
        // Everything else needs the programs that it is done with.
        let packages = PackageStage(input).report()
        let files = DaemonFileStage(input, packages: packages).report()
        // A daemon that starts before its bricks' file systems are mounted looks at empty directories.
        let storage = StorageStage(input, packages: packages).report()
        let services = ServiceStage(input, packages: packages, after: names + files + storage).report()
        // Only running daemons can be told of each other.
        let pool = PoolStage(input, names: names, files: files, services: services).decide()
        let groups = OptionGroupStage(input, packages: packages, services: services).report()
        let options = ClusterOptionStage(input, pool: pool).report()
        // A volume spans members of one pool, on mounted file systems.
        let volumes = VolumeStage(input, storage: storage, services: services, pool: pool).report()
        let host = names + packages + files + storage + services
        let all = host + pool.report + groups + options + volumes + LaterStage.report(desired)
        let counted = PolicyPass(input).applied(to: all)
        let watch = RecurringDriftDetector(desired.spec.disruption.fighting, at: now)
        let repairs = watch.looked(observed, differing: counted.report.differing, after: history.repairs)
        return BackoffPass(history: history, now: now, recurringDrifts: watch.recurringDrifts(repairs)).applied(
            to: counted.report, noted: counted.noted)
    }
}
