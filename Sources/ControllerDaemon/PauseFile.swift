internal import ClusterModel
internal import Foundation
package import Reconciliation

/// A pause in the state directory: it lasts until it is taken back, also over restarts.
package struct PauseFile: Sendable {
    /// Between two readings by a controller; an unpause is effective after so long at most.
    static let interval = Duration.milliseconds(500)

    private let file: URL

    package init(stateDirectory: String) { file = URL(filePath: stateDirectory).appending(path: "paused.json") }

    /// The pause in force; nil where there is none. A file that cannot be read is a pause: something was meant by it.
    package var current: ControlPause? {
        guard let data = try? Data(contentsOf: file) else {
            let isThere = FileManager.default.fileExists(atPath: file.path)
            return isThere ? Self.unreadable : nil
        }
        return (try? JSONDecoder().decode(ControlPause.self, from: data)) ?? Self.unreadable
    }

    private static let unreadable = ControlPause(
        since: WallTime(sinceEpoch: .zero), why: "paused.json in the state directory cannot be read")

    package func write(_ pause: ControlPause) throws {
        try JSONEncoder().encode(pause).write(to: file, options: .atomic)
    }

    /// False where there was no pause.
    package func remove() throws -> Bool {
        guard FileManager.default.fileExists(atPath: file.path) else { return false }
        try FileManager.default.removeItem(at: file)
        return true
    }
}
