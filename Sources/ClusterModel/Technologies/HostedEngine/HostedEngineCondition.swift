/// What the next observation must show of the hosted engine.
package enum HostedEnginePostcondition: Sendable, Hashable, Codable {
    /// Some host that writes its state reports that the engine is up and answers, and that host's configuration names
    /// the storage.
    case runs(from: HostName, storage: String)
    /// The host takes part: it is deployed and writes its state.
    case takesPart(HostName)
    /// Nothing of a deployment is left on the host.
    case cleaned(HostName)
    /// Every host that answers reports global maintenance, or every one reports none.
    case globalMaintenance(Bool)
    /// The host reads the value.
    case configured(HostName, HostedEngineConfigurationType, key: String, value: String)
}
