/// A file is written as its text, so that people can read a world that was kept; as numbers only where it is no text.
extension FileTree.Node: Codable {
    private enum Key: String, CodingKey { case text, bytes, directory }

    /// One of `text`, `bytes` and `directory`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let contents = try container.decodeIfPresent(DirectoryContents.self, forKey: .directory) {
            self = .directory(contents)
        } else if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            self = .file(Array(text.utf8))
        } else {
            self = .file(try container.decode([UInt8].self, forKey: .bytes))
        }
    }

    /// One of `text`, `bytes` and `directory`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .directory(let contents): try container.encode(contents, forKey: .directory)
        case .file(let bytes):
            if let text = String(validating: bytes, as: UTF8.self) {
                try container.encode(text, forKey: .text)
            } else {
                try container.encode(bytes, forKey: .bytes)
            }
        }
    }
}
