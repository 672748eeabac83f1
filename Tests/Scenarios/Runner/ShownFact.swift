import ClusterModel
import SimulatedWorld

/// A fact of the simulated cluster, as it really is, that a script shows.
enum ShownFact: Sendable {
    case file(path: String, HostName)
    case volume(String)

    static let usage = ["show file PATH of HOST", "show volume VOLUME"]

    init?(_ words: [String]) {
        switch (words.first, words.count) {
        case ("file", 4) where words[2] == "of": self = .file(path: words[1], HostName(words[3]))
        case ("volume", 2): self = .volume(words[1])
        default: return nil
        }
    }

    func lines(of state: ClusterState) throws(StatementError) -> [String] {
        switch self {
        case .file(let path, let host):
            guard let bytes = state[host]?.root.file(path) else { throw StatementError("\(host) has no file \(path)") }
            let lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            return (lines.last == "" ? lines.dropLast() : lines[...]).map { "    \($0)" }
        case .volume(let name):
            guard let volume = state.volumes.first(where: { $0.name == name }) else {
                throw StatementError("there is no volume \(name)")
            }
            return ["    status: \(volume.status.rawValue)"]
                + volume.options.sorted { $0.name < $1.name }.map { "    \($0.name): \($0.value)" }
        }
    }
}
