internal import ClusterModel

/// What the manifests hold and this version does not act on: shown as held, never passed over in silence.
enum LaterStage {
    static func report(_ desired: DesiredState) -> StageReport {
        StageReport(
            held: desired.notYetManaged.map { part in
                HeldStep(
                    resource: part.resource,
                    differences: [
                        Difference(part.field, desired: part.desired, observed: "not observed", rule: .explicit)
                    ],
                    waitingOn: [.notYetManaged(part.resource.kind, field: part.field)])
            })
    }
}
