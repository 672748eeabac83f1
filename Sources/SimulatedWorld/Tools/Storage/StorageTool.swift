/// Block devices, file systems and mounts.
enum StorageTool: SimulatedTool {
    static let packages = [ShippedPackage(name: "xfsprogs", programs: ["mkfs.xfs"])]

    static let queries = QueryResponder.deviceQueries + QueryResponder.mountQueries
}
