package import ClusterModel

/// Changes an imported desired state until a plan of it is empty: what a plan would change is named by
/// `hcctl.dev/ignore`, names that are not found are left to the operator.
package enum ImportAdoption {
    /// `plan` is that of the desired state; the result differs from it wherever the plan is not empty.
    package static func adopted(_ result: PoolImporter.Result, _ plan: Plan) -> PoolImporter.Result {
        var result = result
        let differences =
            plan.ready.flatMap { step in step.differences.map { (step.resource, $0) } }
            + plan.held.flatMap { held in held.differences.map { (held.resource, $0) } }
        if differences.contains(where: { $0.1.field.hasPrefix("hostsFile[") }) {
            result.desired.spec.hostsFile = .ignore
            result.notes.append(.hostsFileIgnored)
        }
        for (resource, difference) in differences where !difference.field.hasPrefix("hostsFile[") {
            var policy = result.desired.policies[resource] ?? ResourcePolicy()
            guard !policy.ignored.contains(difference.field) else { continue }
            policy.ignored.append(difference.field)
            result.desired.policies[resource] = policy
            result.notes.append(.ignored(resource, difference))
        }
        return result
    }

    /// What a plan still contains after that.
    package static func rest(_ result: PoolImporter.Result, _ plan: Plan, words: (WaitingOn) -> String) -> [ImportNote]
    {
        let ready = plan.ready.map { ImportNote.stillDiffers($0.resource, words: $0.action.name) }
        let held = plan.held.flatMap { held in
            held.waitingOn.map { ImportNote.stillDiffers(held.resource, words: words($0)) }
        }
        return (ready + held).distinct()
    }
}
