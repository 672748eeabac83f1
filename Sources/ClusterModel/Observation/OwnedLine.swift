/// A line that a managed file is to hold.
package struct OwnedLine: Sendable, Hashable, Codable {
    /// What identifies it among the lines of its file: a mount point, a name.
    package let key: String
    /// As hcctl writes it, without indentation and line end.
    package let text: String
    /// What its readers must see in each field; nil accepts anything.
    package let fields: [String?]

    /// A line.
    package init(key: String, text: String, fields: [String?]) {
        self.key = key
        self.text = text
        self.fields = fields
    }
}
