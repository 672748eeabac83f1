internal import ClusterModel

/// What the observation shows of a resource: whether it works, and a few figures for people.
struct ResourceFigures {
    let resource: ResourceID
    let health: ResourceStatus.Health
    let facts: JSON

    init(_ resource: ResourceID, _ health: ResourceStatus.Health, _ facts: JSON) {
        self.resource = resource
        self.health = health
        self.facts = facts
    }
}
