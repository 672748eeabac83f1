/// hosted-engine in the model: no host has its package installed, so that the program is missing everywhere.
enum HostedEngineTool: SimulatedTool {
    static let queries: [QueryHandler] = []
    static let packages = [ShippedPackage(name: "ovirt-hosted-engine-setup", programs: ["hosted-engine"])]
}
