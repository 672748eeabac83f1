internal import ClusterModel

/// Public addresses of CTDB on a host that is about to get its management bridge (MISSION M16).
extension HostedEngineStage {
    /// While a public address is on the interface the installer would make it the bridge's own. CTDB is stopped on that
    /// host only by its stage; until then the installer waits.
    func addressObstacles(deployingOn host: HostName) -> [WaitingOn] {
        guard input.desired.ctdb != nil,
            case .known(let service) = input.observed.host(host).service(CTDBFile.daemonUnit),
            service.active == "active"
        else { return [] }
        return [.hostedEngine(.addressesFirst(host))]
    }
}
