internal import ClusterModel

extension HostOSPostcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .fileHolds(let host, let file, let lines):
            "\(file.path) of \(host) holds \(lines.map { "“\($0.text)”" }.joined(separator: ", "))"
        case .directory(let host, let path): "\(path) exists on \(host)"
        case .serviceRuns(let host, let unit): "\(unit) is active and enabled on \(host)"
        case .packagesInstalled(let host, let names): "\(names.joined(separator: ", ")) are installed on \(host)"
        case .packagesAvailable(let host, let names):
            "a repository of \(host) has \(names.joined(separator: ", "))"
        }
    }
}
