/// Doc comments of one line, and whether they say more than the name below them.
enum DocComment {
    /// One line for each comment that only repeats the name of what it is about.
    static func repetitions(in file: Tree.File) -> [String] {
        let lines = file.lines.map { $0.drop { $0 == " " } }
        var type = ""
        return lines.indices.compactMap { index in
            if let named = typeName(of: lines[index]) { type = named }
            let isAlone = index == 0 || !lines[index - 1].hasPrefix("///")
            guard isAlone, lines[index].hasPrefix("///"), index + 1 < lines.count else { return nil }
            guard let name = name(of: lines[index + 1], in: type) else { return nil }
            let comment = words(of: String(lines[index]))
            guard comment.isSubset(of: name.union(empty)) else { return nil }
            return "\(index + 1): delete “\(lines[index])”: it only repeats the name; or say what the name does not"
        }
    }

    /// Words that add nothing to a name.
    private static let empty: Set<String> = [
        "a", "an", "the", "of", "its", "it", "this", "these", "that", "all", "one", "with", "from", "for", "to", "and",
        "in", "on", "by", "as", "is", "are", "be", "which", "given", "new", "make", "create", "each", "every",
    ]

    private static let typeWords: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "extension"]
    private static let memberWords: Set<Substring> = ["let", "var", "func", "case", "typealias", "init"]

    private static func typeName(of line: Substring) -> String? {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "/") }
        guard let index = words.firstIndex(where: { typeWords.contains($0) }), index <= 3, index + 1 < words.count,
            !words[0].hasPrefix("/")
        else { return nil }
        return String(words[index + 1])
    }

    /// The words of the name that is declared; those of an initialiser are its type's and its parameters'.
    private static func name(of line: Substring, in type: String) -> Set<String>? {
        if let declared = typeName(of: line) { return words(of: declared) }
        let tokens = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard let index = tokens.firstIndex(where: { memberWords.contains($0) }), index <= 4 else { return nil }
        if tokens[index] == "init" { return words(of: type + " " + tokens.dropFirst(index + 1).joined(separator: " ")) }
        return tokens.count > index + 1 ? words(of: String(tokens[index + 1])) : nil
    }

    /// Words in lower case, camel case split, plural and singular alike.
    private static func words(of text: String) -> Set<String> {
        var spaced = ""
        for character in text {
            if character.isUppercase { spaced += " " }
            spaced.append(character.isLetter || character.isNumber ? character : " ")
        }
        return Set(
            spaced.lowercased().split(separator: " ").map { $0.count > 3 && $0.hasSuffix("s") ? $0.dropLast() : $0 }
                .map(String.init))
    }
}
