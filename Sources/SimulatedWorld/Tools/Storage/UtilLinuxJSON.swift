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
