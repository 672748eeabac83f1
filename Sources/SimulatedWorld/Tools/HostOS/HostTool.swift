/// The base system: packages, services, files and names.
enum HostTool: SimulatedTool {
    static let queries =
        QueryResponder.packageQueries + QueryResponder.serviceQueries + QueryResponder.fileQueries
        + QueryResponder.nameQueries
}
