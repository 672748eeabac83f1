internal import Foundation
internal import Lab

/// Replaces hcctl by another program: its terminal, its signals and its exit status are then the user's own.
enum ProcessReplacement {
    /// Returns only by an error.
    static func become(_ command: [String]) throws {
        let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        let program = command.first ?? ""
        let candidates: [String] = folders.map { "\($0)/\(program)" }
        guard let path = candidates.first(where: { access($0, X_OK) == 0 }) else {
            throw LabProblem("run \(program)", "it is not in \(folders.joined(separator: ", "))", "see hcctl lab check")
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        signal(SIGPIPE, SIG_DFL)
        execv(path, arguments)
        throw LabProblem("run \(path)", String(cString: strerror(errno)), "see hcctl lab check")
    }
}
