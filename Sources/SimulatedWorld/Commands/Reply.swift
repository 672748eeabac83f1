internal import World

extension Finished {
    /// Ended with 0.
    static func said(_ output: String, errors: String = "") -> Self {
        Self(exitStatus: 0, output: Array(output.utf8), errors: Array(errors.utf8))
    }

    /// Ended with another status, and said why on standard error.
    static func refused(_ status: Int, _ errors: String, output: String = "") -> Self {
        Self(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8))
    }
}

/// Pieces of JSON as util-linux prints it: three spaces a level.
enum UtilLinuxJSON {
    static func string(_ text: String) -> String {
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }

    static func object(_ members: [(name: String, value: String)], indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        let lines = members.map { "\(space)   \(string($0.name)): \($0.value)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n\(space)}"
    }

    static func array(_ elements: [String], indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        guard !elements.isEmpty else { return "[\n\n\(space)]" }
        return "[\n\(space)   " + elements.joined(separator: ",") + "\n\(space)]"
    }
}
