/// Names and addresses of hosts as texts.
enum HostNames {
    /// In lower case and without the dot that ends a complete name: all of these mean one host (RFC 4343, RFC 1034 3.1).
    static func normal(_ name: String) -> String {
        let text = name.lowercased()
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
