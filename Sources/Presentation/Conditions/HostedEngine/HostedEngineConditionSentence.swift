internal import ClusterModel

extension HostedEnginePostcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .runs(let host, let storage):
            "some host reports the engine up and good, and \(host) is deployed with the storage \(storage)"
        case .takesPart(let host): "\(host) is deployed and its agent writes its state"
        case .cleaned(let host): "nothing of a deployment is left on \(host)"
        case .globalMaintenance(let isOn):
            "every host that answers reports \(isOn ? "global maintenance" : "no global maintenance")"
        case .configured(let host, let type, let key, let value):
            "\(host) reads \(value) for \(key) of the type \(type.rawValue)"
        }
    }
}
