//! What a service says of its failure. Four shapes of bodies are documented, and a body may be empty or no JSON at all.

use crate::schema::{Kind, Value};

/// What a service says of its failure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceError {
    /// The service's own classification.
    pub error_type: Option<String>,
    /// The service's words; they may hold personal data.
    pub message: Option<String>,
    /// The single causes.
    pub details: Vec<Detail>,
    /// The request's id, where the body tells it.
    pub request_id: Option<String>,
}

/// One cause of a failure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// The field that caused it.
    pub field: Option<String>,
    /// The service's own classification.
    pub error_type: Option<String>,
    /// The service's words; they may hold personal data.
    pub message: Option<String>,
    /// Where to read on.
    pub more_info: Option<String>,
}

impl ServiceError {
    /// Reads a body of any of the documented shapes; whatever cannot be read is left out.
    pub fn read<V: Value>(body: &V) -> ServiceError {
        if let Some(fault) = object_at(body, "fault") {
            return ServiceError {
                error_type: fault.at("detail").and_then(|detail| detail.text_at("errorcode")),
                message: fault.text_at("faultstring"),
                ..ServiceError::default()
            };
        }
        if let Some(error) = object_at(body, "error") {
            let (field, code) = (error.text_at("param"), error.text_at("code"));
            let param = (field.is_some() || code.is_some()).then(|| Detail {
                field,
                error_type: code,
                message: error.text_at("message"),
                more_info: None,
            });
            return ServiceError {
                error_type: error.text_at("type"),
                message: error.text_at("message"),
                details: param.into_iter().collect(),
                request_id: error.text_at("request_id"),
            };
        }
        ServiceError {
            // The segment service puts its classification into `status`, where the customer service has the number.
            error_type: body.text_at("type").or_else(|| body.text_at("status")),
            message: body.text_at("message"),
            details: body.at("details").map(|details| Detail::read_all(&details)).unwrap_or_default(),
            request_id: None,
        }
    }
}

fn object_at<V: Value>(value: &V, name: &str) -> Option<V> {
    value.at(name).filter(|value| value.kind() == Ok(Kind::Object))
}

impl Detail {
    /// The causes: a list in the customer service, a single object in the segment service.
    fn read_all<V: Value>(details: &V) -> Vec<Detail> {
        match details.kind() {
            Ok(Kind::List) => {
                let length = details.length().unwrap_or(0).min(1000);
                (0..length)
                    .filter_map(|index| details.item(index).ok().flatten())
                    .filter(|detail| detail.kind() == Ok(Kind::Object))
                    .map(|detail| Detail::read(&detail))
                    .collect()
            }
            Ok(Kind::Object) => vec![Detail::read(details)],
            _ => Vec::new(),
        }
    }

    fn read<V: Value>(detail: &V) -> Detail {
        Detail {
            field: detail.text_at("field"),
            error_type: detail.text_at("type"),
            message: detail.text_at("message"),
            more_info: detail.text_at("moreInfo"),
        }
    }
}
