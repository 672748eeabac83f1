internal import ClusterModel

/// What the manifests hold and this version does not act on: shown as held, never passed over in silence.
enum LaterStage {
    static func report(_ desired: DesiredState) -> StageReport {
        StageReport(
            held: desired.notYetManaged.map { part in
                let what = part.field == "spec" ? "documents of the kind" : "\(part.field) of a"
                return HeldStep(
                    resource: part.resource,
                    differences: [
                        Difference(part.field, desired: part.desired, observed: "not looked at", rule: .explicit)
                    ],
                    waitingOn: [.notYetManaged("\(what) \(part.resource.kind.rawValue)")])
            })
    }
}
